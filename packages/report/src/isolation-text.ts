import type { IsolationProof } from '@akili/plan';
import { counted } from './counted.ts';
import { escapeLines } from './escape-terminal.ts';
import type { Palette } from './palette.ts';

/**
 * What the plan proves about isolation: one line where it holds, every failed statement where it does not; `inFull`
 * what it does not prove, too.
 */
export function* isolationText(proof: IsolationProof, inFull: boolean, palette: Palette): Iterable<string> {
  const failed = proof.statements.filter((statement) => !statement.holds);
  const verdict = proof.holds ? palette.create('proved') : palette.error('VIOLATED');
  yield `Isolation: ${verdict} (${counted(proof.statements.length, 'statement')})\n`;
  for (const statement of failed) {
    yield `  ${palette.error('x')} ${statement.tenant} ${statement.id}: ${escapeLines(statement.evidence, '    ')}\n`;
  }
  if (!inFull) return;
  for (const sentence of proof.notProved) yield palette.faint(`  not proved: ${escapeLines(sentence, '    ')}`) + '\n';
}
