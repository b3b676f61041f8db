/** A finding that a case expects. `file` and `line` are absent where the finding has no place. */
export interface Expectation {
  readonly code: string;
  readonly file?: string;
  /** Line on which the finding starts; absent where the finding means the file as a whole. */
  readonly line?: number;
}

const marker = /(?:#|--)\s*expect:\s*([A-Z]{2,3}\d{3}(?:\s*,\s*[A-Z]{2,3}\d{3})*)\s*$/;

/** Expectations that stand as comments at the end of lines: `# expect: QLT201` or `-- expect: REF101, REF105`. */
export function markedExpectations(file: string, text: string): readonly Expectation[] {
  return text.split('\n').flatMap((line, index) => {
    const codes = marker.exec(line.trimEnd())?.[1];
    return codes === undefined ? [] : codes.split(',').map((code) => ({ code: code.trim(), file, line: index + 1 }));
  });
}

/** Expectations of a case's `expect` file, one a line: `CODE path:line`, `CODE path` or `CODE -`. */
export function listedExpectations(text: string): readonly Expectation[] {
  return text.split('\n').flatMap((line) => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const match = /^([A-Z]{2,3}\d{3}) (?:-|([^:]+)(?::(\d+))?)$/.exec(line.trim());
    if (!match) throw new Error(`an expect file has the line ${JSON.stringify(line)}`);
    const [, code, file, at] = match;
    return [
      {
        code: code as string,
        ...(file === undefined ? {} : { file }),
        ...(at === undefined ? {} : { line: Number(at) }),
      },
    ];
  });
}

/** `CODE path:line`, the form in which expectations are compared and shown. */
export function writeExpectation(expectation: Expectation): string {
  if (expectation.file === undefined) return `${expectation.code} -`;
  const line = expectation.line === undefined ? '' : `:${expectation.line}`;
  return `${expectation.code} ${expectation.file}${line}`;
}
