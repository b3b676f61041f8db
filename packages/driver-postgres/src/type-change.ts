/**
 * What it takes to give a column another type. `free`: a note in the catalog. `rewrite`: every row is written anew
 * while nobody reads. `narrow`: a cast that can lose digits or fail on a row. `replace`: there is no cast.
 */
export type TypeChange = 'free' | 'rewrite' | 'narrow' | 'replace';

/** Digits before the point that a type always holds. */
const wholeDigits: { readonly [type: string]: number } = { integer: 10, bigint: 19 };
const numbers: ReadonlySet<string> = new Set(['integer', 'bigint', 'real', 'double precision']);
const writable: ReadonlySet<string> = new Set([
  ...numbers,
  'boolean',
  'date',
  'timestamp without time zone',
  'uuid',
  'jsonb',
]);

/** Both types as format_type writes them, and different. */
export function typeChange(from: string, to: string): TypeChange {
  // Never ours, but what somebody makes by hand.
  if (/^character varying(\(\d+\))?$/.test(from)) return to === 'text' ? 'free' : typeChange('text', to);
  if (from.endsWith('[]') && to.endsWith('[]')) {
    const element = typeChange(from.slice(0, -2), to.slice(0, -2));
    return element === 'free' ? 'rewrite' : element;
  }
  const before = numeric(from);
  const after = numeric(to);
  if (before && after) {
    if (after.scale === before.scale && after.precision >= before.precision) return 'free';
    const holds = after.scale >= before.scale && after.precision - after.scale >= before.precision - before.scale;
    return holds ? 'rewrite' : 'narrow';
  }
  if (after && from in wholeDigits)
    return after.precision - after.scale >= (wholeDigits[from] as number) ? 'rewrite' : 'narrow';
  if (isNumber(from) && isNumber(to)) return widens(from, to) ? 'rewrite' : 'narrow';
  if (from === 'date' && to === 'timestamp without time zone') return 'rewrite';
  if (from === 'timestamp without time zone' && to === 'date') return 'narrow';
  if (to === 'text') return writable.has(from) || before ? 'rewrite' : 'replace';
  if (from === 'text') return writable.has(to) || after ? 'narrow' : 'replace';
  return 'replace';
}

function widens(from: string, to: string): boolean {
  return (
    (from === 'integer' && (to === 'bigint' || to === 'double precision')) ||
    (from === 'real' && to === 'double precision')
  );
}

function isNumber(type: string): boolean {
  return numbers.has(type) || numeric(type) !== undefined;
}

function numeric(type: string): { readonly precision: number; readonly scale: number } | undefined {
  const match = /^numeric\((\d+),(\d+)\)$/.exec(type);
  return match ? { precision: Number(match[1]), scale: Number(match[2]) } : undefined;
}
