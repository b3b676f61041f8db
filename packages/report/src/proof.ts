import type { IsolationProof } from '@akili/plan';
import { counted } from './counted.ts';
import { diagnosticsMarkdown } from './diagnostics-markdown.ts';
import type { RenderContext } from './document.ts';
import { codeSpan, sentenceMarkdown } from './escape-markdown.ts';
import { escapeLines } from './escape-terminal.ts';
import { markdownTable } from './markdown-table.ts';
import { diagnosticsText } from './validation-text.ts';

/** Every statement, tenant by tenant, with its evidence; then what is not proved. */
export function* proofText(proof: IsolationProof, environment: string, context: RenderContext): Iterable<string> {
  const { palette } = context;
  let tenant = '';
  for (const statement of proof.statements) {
    if (statement.tenant !== tenant) yield `${tenant === '' ? '' : '\n'}${palette.strong(statement.tenant)}\n`;
    tenant = statement.tenant;
    const mark = statement.holds ? palette.create('+') : palette.error('x');
    yield `  ${mark} ${statement.id}: ${escapeLines(statement.evidence, '    ')}\n`;
  }
  if (proof.statements.length > 0) yield '\n';
  yield* diagnosticsText(proof.violations, context);
  for (const sentence of proof.notProved) yield palette.faint(`not proved: ${escapeLines(sentence, '  ')}`) + '\n';
  const verdict = proof.holds ? palette.create('proved') : palette.error('VIOLATED');
  yield `Isolation in ${environment}: ${verdict} (${counted(proof.statements.length, 'statement')})\n`;
}

/** The same as a table a tenant. */
export function* proofMarkdown(proof: IsolationProof, environment: string): Iterable<string> {
  yield `## Isolation in ${codeSpan(environment)}: ${proof.holds ? 'proved' : '**VIOLATED**'}\n\n`;
  yield markdownTable(
    ['Tenant', 'Statement', 'Holds', 'Evidence'],
    proof.statements.map(({ tenant, id, holds, evidence }) => [
      codeSpan(tenant),
      codeSpan(id),
      holds ? 'yes' : '**no**',
      sentenceMarkdown(evidence),
    ]),
  );
  yield* diagnosticsMarkdown(proof.violations);
  yield `\nNot proved:\n\n${proof.notProved.map((sentence) => `- ${sentenceMarkdown(sentence)}\n`).join('')}`;
}
