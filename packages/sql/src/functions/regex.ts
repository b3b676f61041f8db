/** How much of a match matters: only whether there is one, or also what it covers. */
export type RegexUse = 'matches' | 'covers';

const classes: Readonly<Record<string, string>> = { d: '0-9', w: 'A-Za-z0-9_', s: ' \\t\\n\\r\\f\\v' };

/**
 * A regular expression of DuckDB (RE2) as PostgreSQL reads it, or undefined where the two could differ: only plain
 * characters, classes, groups, anchors and quantifiers. The dot of RE2 does not match a newline, and its \d \w \s are
 * ASCII. PostgreSQL takes the longest alternative and mixes greediness differently, so that `covers` allows neither
 * alternation nor lazy quantifiers.
 */
export function postgresRegex(pattern: string, use: RegexUse): string | undefined {
  let result = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] as string;
    if (char === '\\') {
      const next = pattern[++i] ?? '';
      const known = classes[next];
      if (known !== undefined) result += `[${known}]`;
      else if (/^[^A-Za-z0-9]$/.test(next)) result += `\\${next}`;
      else if (/^[tnrf]$/.test(next)) result += `\\${next}`;
      else return undefined;
    } else if (char === '[') {
      const end = classEnd(pattern, i);
      const inside = end && bracket(pattern.slice(i + 1, end));
      if (end === undefined || inside === undefined) return undefined;
      result += `[${inside}]`;
      i = end;
    } else if (char === '.') result += '[^\\n]';
    else if (char === '(') {
      if (pattern[i + 1] === '?' && pattern.slice(i, i + 3) !== '(?:') return undefined;
      result += char;
    } else if (char === '|' && use === 'covers') return undefined;
    else if (/[*+?}]/.test(char) && /[?+]/.test(pattern[i + 1] ?? '') && pattern[i - 1] !== '(') {
      if (pattern[i + 1] === '+' || use === 'covers') return undefined;
      result += char;
    } else result += char;
  }
  return result;
}

function classEnd(pattern: string, start: number): number | undefined {
  for (let i = start + 1; i < pattern.length; i++) {
    if (pattern[i] === '\\') i++;
    else if (pattern[i] === ']' && i > start + 1) return i;
  }
  return undefined;
}

function bracket(inside: string): string | undefined {
  if (inside.includes('[') || /\\[^dwstnrf\W]/.test(inside)) return undefined;
  return inside.replace(/\\([dws])/g, (_, name: string) => classes[name] as string);
}
