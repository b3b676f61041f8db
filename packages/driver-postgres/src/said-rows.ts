/** What a step that touches rows says of how many there are: 0 is exact, null unknown; nothing where nobody looked. */
export function saidRows(rows: number | null | undefined): string {
  if (rows === undefined) return '';
  if (rows === null) return ' (an unknown number of rows)';
  if (rows === 0) return ' (no rows)';
  return ` (about ${rows} ${rows === 1 ? 'row' : 'rows'})`;
}
