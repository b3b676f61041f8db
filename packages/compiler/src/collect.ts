import type { Finding } from '@akili/diagnostics';
import type { Snapshot } from '@akili/model';
import type { ControlFlow } from '@akili/sql';
import { isChosen } from './choose.ts';
import type { Collected } from './collected.ts';
import type { CompileOptions } from './compile-options.ts';
import { readRepository } from './read-repository.ts';
import { renderTexts } from './render-texts.ts';

/**
 * Reads, binds and renders the templates of a repository, and says which texts must be parsed before `compile`: for
 * callers that hold all trees at once. See `readRepository` for the rest of the contract.
 */
export function collect(snapshot: Snapshot, options: CompileOptions = {}, controlFlow?: ControlFlow): Collected {
  const read = readRepository(snapshot, options, controlFlow);
  const texts = new Set<string>();
  const findings: Finding[] = [...read.findings];
  for (const tenant of read.repository.tenants) {
    if (!isChosen(options, tenant.slug)) continue;
    const { rendered, findings: more } = renderTexts(tenant, read.environment, controlFlow);
    for (const one of rendered.values()) texts.add(one.sql);
    for (const finding of more) findings.push(finding);
  }
  return { ...read, findings, texts: [...texts].sort() };
}
