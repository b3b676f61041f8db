/**
 * A value for `GITHUB_OUTPUT` or `GITHUB_ENV`, between two lines that nobody who wrote the value could know.
 * Source: GitHub's workflow commands, multi-line strings.
 */
export function runnerFileEntry(name: string, value: string, random: string): string {
  const delimiter = `akili_${random}`;
  if (value.includes(delimiter)) throw new Error('a value holds the delimiter that was just made up');
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}
