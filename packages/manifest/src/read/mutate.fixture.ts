/** A small seeded generator (mulberry32): `next(n)` is a whole number from 0 to n - 1. */
export type Next = (below: number) => number;

export function random(seed: number): Next {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const pieces =
  ': |- |>|#| #|\n|  |   |\t|"|\'|[|]|{|}|,|, |&a |*a|!x |? |%|@|`|~|null|true|True|-|--|---|...|\\|0|1|-1|1.5|-0|1e3|0x1|007|.5|+|.|é|\u00a0|\u2028|\ufeff|\r\n|\r|a: b|- a|: |key:|:|"a" |<<: |a b'
    .split('|')
    .concat(['|', '>', '|-', '>-', '|+', '>2', '| #c']);

/** One to three small changes at random places: insert, delete, duplicate, swap lines, change indentation. */
export function mutate(text: string, next: Next): string {
  let result = text;
  for (let times = 1 + next(3); times > 0; times--) {
    const at = next(result.length + 1);
    const lines = result.split('\n');
    const line = next(lines.length);
    switch (next(7)) {
      case 0:
      case 1:
        result = result.slice(0, at) + pieces[next(pieces.length)] + result.slice(at);
        break;
      case 2:
        result = result.slice(0, at) + result.slice(at + 1 + next(6));
        break;
      case 3:
        lines[line] = ' '.repeat(next(4)) + lines[line];
        result = lines.join('\n');
        break;
      case 4:
        lines[line] = (lines[line] ?? '').replace(/^ {1,2}/, '');
        result = lines.join('\n');
        break;
      case 5:
        lines.splice(next(lines.length), 0, lines[line] ?? '');
        result = lines.join('\n');
        break;
      default:
        lines.splice(line, 1);
        result = lines.join('\n');
    }
  }
  return result;
}

const words = 'name kind a.b c-d true null 1.0.0 0 12 -3 2.50 -0.5 007 1e3 ~ x_y 2024-01-01 1h 500m 0x1F .5 yes'.split(
  ' ',
);
const phrases = [
  'a text of words',
  'decimal(18,2)',
  'with # inside',
  'with#inside',
  "it's",
  '"quoted" # c',
  "'single'",
  '[a, b]',
  '[]',
  '{ a: 1, b: c }',
  '[a , b,c]',
  'http://x.y:80/z',
  'x:y',
  'trailing  ',
  '0 6 * * *',
  '"0 6 * * *"',
  '>',
  '|',
  'SELECT 1',
  "''",
  '""',
];

/** A made-up document of nested mappings and lists, mostly valid. */
export function sampleDocument(next: Next): string {
  const out: string[] = [];
  const scalar = (): string => (next(2) ? words[next(words.length)] : phrases[next(phrases.length)]) as string;
  const body = (indent: number, depth: number, first: string): void => {
    const keys = 1 + next(4);
    for (let key = 0; key < keys; key++) {
      const lead = key === 0 ? first : ' '.repeat(indent);
      const name = `k${key}${next(9) ? '' : '.x'}`;
      const kind = depth > 3 ? 0 : next(8);
      if (kind <= 3) out.push(`${lead}${name}: ${scalar()}`);
      else if (kind === 4) {
        out.push(`${lead}${name}:${next(4) ? '' : ' # note'}`);
        body(indent + 2, depth + 1, ' '.repeat(indent + 2));
      } else if (kind === 5) {
        out.push(`${lead}${name}:`);
        const margin = ' '.repeat(indent + (next(2) ? 2 : 0));
        for (let item = next(3); item >= 0; item--) {
          if (next(2)) out.push(`${margin}- ${scalar()}`);
          else body(margin.length + 2, depth + 1, `${margin}- `);
        }
      } else if (kind === 6) {
        out.push(`${lead}${name}: ${['|', '>', '|-', '>-'][next(4)]}`);
        for (let line = next(4); line >= 0; line--) {
          out.push(' '.repeat(indent + 2 + (next(4) ? 0 : 2)) + (phrases[next(phrases.length)] ?? ''));
          if (!next(6)) out.push('');
        }
      } else {
        out.push(`${lead}${name}:`);
        if (next(3) === 0) out.push('', `${' '.repeat(next(6))}# comment`);
      }
    }
  };
  body(0, 0, '');
  return out.join('\n') + (next(8) ? '\n' : '');
}
