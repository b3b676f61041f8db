import type { Document, RenderContext, WrittenFile } from './document.ts';
import { escapeTerminal } from './escape-terminal.ts';
import { planText } from './plan-text.ts';

/** What was done to a file, in a word. */
export const writtenWords: { readonly [op in WrittenFile['op']]: string } = {
  create: 'wrote',
  update: 'changed',
  delete: 'removed',
};

/** What a command changed in the repository, what is left to do, and what the next plan makes of it. */
export function* writtenText(
  { files, notes, plan }: Extract<Document, { kind: 'written' }>,
  context: RenderContext,
): Iterable<string> {
  for (const { path, op } of files) yield `${writtenWords[op]} ${escapeTerminal(path)}\n`;
  for (const note of notes) yield `${escapeTerminal(note)}\n`;
  if (plan === undefined) return;
  yield '\nWhat the next `akili plan` makes of it:\n\n';
  // What a proof leaves open is told where a plan is decided on.
  yield* planText({ ...plan, isolation: { ...plan.isolation, notProved: [] } }, context, 'the files as they were');
}
