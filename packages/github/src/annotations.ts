import type { Diagnostic, Severity } from '@akili/diagnostics';

/** An annotation of a check run, as GitHub's REST interface takes it. */
export interface Annotation {
  path: string;
  start_line: number;
  end_line: number;
  start_column?: number;
  end_column?: number;
  annotation_level: 'failure' | 'warning' | 'notice';
  title: string;
  message: string;
}

const levels: { readonly [severity in Severity]: Annotation['annotation_level'] } = {
  error: 'failure',
  warning: 'warning',
  info: 'notice',
};
/** GitHub takes 64 KB a message; far less is read. */
const longestMessage = 4_000;
/** And 255 characters of a title. */
const longestTitle = 255;

/**
 * Findings at the lines they speak of; those without a file have no place in a diff and are left out. Columns only
 * where a finding begins and ends in one line: GitHub refuses them elsewhere. Annotations are plain text.
 */
export function annotationsOf(diagnostics: readonly Diagnostic[]): readonly Annotation[] {
  return diagnostics.flatMap(({ code, severity, title, message, help, file, range }) => {
    if (file === undefined) return [];
    const start = range?.start ?? { line: 1, column: 1 };
    // The end is exclusive: a range that ends at the first column ends with the line before.
    const end = range === undefined ? start : range.end;
    const endLine = end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
    const oneLine = range !== undefined && start.line === end.line;
    return [
      {
        path: file,
        start_line: start.line,
        end_line: endLine,
        ...(oneLine ? { start_column: start.column, end_column: Math.max(start.column, end.column - 1) } : {}),
        annotation_level: levels[severity],
        title: cut(`${code}: ${title}`, longestTitle),
        message: cut(help === undefined ? message : `${message}\n${help}`, longestMessage),
      },
    ];
  });
}

/** At most so many UTF-16 units, never within a character. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\ud800-\udbff]/.test(text[length - 2] ?? '') ? length - 2 : length - 1;
  return `${text.slice(0, end)}…`;
}
