import type { Diagnostic, Severity } from '@akili/diagnostics';
import { codeSpan, sentenceMarkdown } from './escape-markdown.ts';

const words: { readonly [severity in Severity]: string } = { error: 'Error', warning: 'Warning', info: 'Note' };

/** Findings as a Markdown list: one item each, with its place, help and other places. */
export function* diagnosticsMarkdown(diagnostics: readonly Diagnostic[]): Iterable<string> {
  for (const diagnostic of diagnostics) {
    yield `- **${words[diagnostic.severity]} ${diagnostic.code}**${place(diagnostic.file, diagnostic.range)} ${sentenceMarkdown(diagnostic.message)}\n`;
    for (const related of diagnostic.related ?? []) {
      yield `  - see${place(related.file, related.range)} ${sentenceMarkdown(related.message)}\n`;
    }
    if (diagnostic.help !== undefined) yield `  - help: ${sentenceMarkdown(diagnostic.help)}\n`;
  }
  if (diagnostics.length > 0) yield '\n';
}

function place(file: string | undefined, range: Diagnostic['range']): string {
  if (file === undefined) return '';
  return ` ${codeSpan(range === undefined ? file : `${file}:${range.start.line}:${range.start.column}`)}`;
}
