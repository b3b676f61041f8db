import type { Target } from '@akili/model';

/** What a directive of strftime is in TO_CHAR (PostgreSQL) and in DATE_FORMAT (StarRocks). */
const directives: Readonly<Record<string, readonly [postgres: string, starrocks: string]>> = {
  '%Y': ['YYYY', '%Y'],
  '%y': ['YY', '%y'],
  '%m': ['MM', '%m'],
  '%d': ['DD', '%d'],
  '%H': ['HH24', '%H'],
  '%I': ['HH12', '%h'],
  '%M': ['MI', '%i'],
  '%S': ['SS', '%s'],
  '%p': ['AM', '%p'],
  '%b': ['Mon', '%b'],
  '%B': ['FMMonth', '%M'],
  '%a': ['Dy', '%a'],
  '%A': ['FMDay', '%W'],
  '%j': ['DDD', '%j'],
  '%G': ['IYYY', '%x'],
  '%V': ['IW', '%v'],
};

/** A strftime format as the target writes it; undefined when a directive has no equal there. */
export function dateFormat(format: string, target: Exclude<Target, 'duckdb'>): string | undefined {
  let result = '';
  for (const [part] of format.matchAll(/%-?.|[^%]+/gs)) {
    if (!part.startsWith('%')) {
      if (part.includes('"') || part.includes('\\')) return undefined;
      // Letters of a TO_CHAR pattern are directives unless quoted.
      result += target === 'postgres' ? part.replace(/[A-Za-z]+/g, '"$&"') : part;
      continue;
    }
    const known = directives[part];
    if (known === undefined) return undefined;
    result += target === 'postgres' ? known[0] : known[1];
  }
  return result;
}
