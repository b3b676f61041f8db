import { located } from '@akili/diagnostics';
import type { Diagnostic } from '@akili/diagnostics';
import type { Compilation, CompiledProduct } from '@akili/model';
import { emittedTexts } from '../emitted-text.ts';
import { secondVote } from './second-vote.ts';

/** What the independent parser denies in the texts of some products of a compilation. Loads no engine. */
export async function voteOn(
  compilation: Compilation,
  isChosen: (product: CompiledProduct) => boolean,
): Promise<readonly Diagnostic[]> {
  const origins = new Map(compilation.products.map((one) => [`${one.tenant}/${one.name}`, one.origin]));
  const findings = await secondVote(emittedTexts(compilation, isChosen));
  return findings.map((finding) => {
    const origin = origins.get(`${finding.tenant ?? ''}/${finding.product ?? ''}`);
    if (origin === undefined) throw new Error('a vote is about no product of the compilation');
    return located(finding, origin);
  });
}
