/**
 * A format of another dialect as STRFTIME writes it: undefined where a code has no counterpart that gives the same
 * text. Codes are tried in order, the longest first; letters outside of any code are refused too, since the other
 * dialect may give them a meaning.
 */
export function formatOf(quotedText: string, codes: readonly (readonly [string, string])[]): string | undefined {
  const text = quotedText.slice(1, -1);
  let out = '';
  for (let at = 0; at < text.length;) {
    const code = codes.find(([from]) => text.startsWith(from, at));
    if (code !== undefined) {
      out += code[1];
      at += code[0].length;
    } else if (/[-/ :.,_]/.test(text[at] as string)) {
      out += text[at];
      at++;
    } else return undefined;
  }
  return `'${out}'`;
}

/** PostgreSQL, Redshift and Snowflake. */
export const toCharCodes: readonly (readonly [string, string])[] = [
  ['YYYY', '%Y'],
  ['HH24', '%H'],
  ['MM', '%m'],
  ['DD', '%d'],
  ['MI', '%M'],
  ['SS', '%S'],
];

/** MySQL and MariaDB. */
export const percentCodes: readonly (readonly [string, string])[] = [
  ['%Y', '%Y'],
  ['%m', '%m'],
  ['%d', '%d'],
  ['%H', '%H'],
  ['%i', '%M'],
  ['%s', '%S'],
  ['%S', '%S'],
  ['%j', '%j'],
  ['%T', '%H:%M:%S'],
];

/** BigQuery and SQLite, whose codes of these letters are those of C. */
export const strftimeCodes: readonly (readonly [string, string])[] = ['Y', 'm', 'd', 'H', 'M', 'S', 'j'].map(
  (code) => [`%${code}`, `%${code}`] as const,
);
