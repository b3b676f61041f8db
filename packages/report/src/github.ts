import type { Diagnostic, Severity } from '@akili/diagnostics';
import { escapeCommandData, escapeCommandProperty } from './escape-command.ts';
import { escapeLines, escapeTerminal } from './escape-terminal.ts';

const commands: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Findings as workflow commands, which GitHub shows as annotations. Errors come first: it shows ten of each kind a
 * step and drops the rest. Columns are left out of a range over several lines, as GitHub demands.
 */
export function* githubAnnotations(diagnostics: readonly Diagnostic[]): Iterable<string> {
  const order: readonly Severity[] = ['error', 'warning', 'info'];
  for (const severity of order) {
    for (const diagnostic of diagnostics) if (diagnostic.severity === severity) yield `${annotation(diagnostic)}\n`;
  }
}

function annotation(diagnostic: Diagnostic): string {
  const { range } = diagnostic;
  const properties = [
    ...(diagnostic.file === undefined ? [] : [['file', diagnostic.file]]),
    ...(range === undefined
      ? []
      : [
          ['line', String(range.start.line)],
          ['endLine', String(range.end.line)],
          ...(range.start.line === range.end.line
            ? [
                ['col', String(range.start.column)],
                ['endColumn', String(range.end.column)],
              ]
            : []),
        ]),
    ['title', `${diagnostic.code} ${diagnostic.title}`],
  ];
  const written = properties.map(([key, value]) => `${key}=${escapeCommandProperty(escapeTerminal(value as string))}`);
  const help = diagnostic.help === undefined ? '' : `\nhelp: ${escapeLines(diagnostic.help, '')}`;
  const message = escapeCommandData(escapeLines(diagnostic.message, '') + help);
  return `::${commands[diagnostic.severity]} ${written.join(',')}::${message}`;
}
