/** Gives a file's text, or undefined where the file is not known. Passed in: this package reads nothing. */
export type SourceOf = (file: string) => string | undefined;

/** Gives line `n` (from 1) of a file without its line break. */
export type LineOf = (file: string, line: number) => string | undefined;

/** Reads single lines out of texts; finds a file's line starts once, so that many findings in one file stay cheap. */
export function lineReader(sourceOf: SourceOf): LineOf {
  const starts = new Map<string, readonly number[]>();
  return (file, line) => {
    const text = sourceOf(file);
    if (text === undefined) return undefined;
    let known = starts.get(file);
    if (known === undefined) {
      known = startsOf(text);
      starts.set(file, known);
    }
    const start = known[line - 1];
    if (start === undefined) return undefined;
    const end = known[line];
    return text.slice(start, end === undefined ? text.length : end - 1).replace(/\r$/, '');
  };
}

function startsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
