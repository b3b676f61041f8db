import { sameValue, type Answer } from './engines.ts';

type Row = readonly unknown[];

/** Rows in which two answers differ, as sets: numbers by their value, since a wider type may write more digits. */
export function differingRows(
  actual: Answer,
  wanted: Answer,
): readonly (readonly [Row | undefined, Row | undefined])[] {
  const [a, b] = [sorted(actual), sorted(wanted)];
  const length = Math.max(a.length, b.length);
  return Array.from({ length }, (_, r) => [a[r], b[r]] as const).filter(
    ([x, y]) => x === undefined || y === undefined || !x.every((value, c) => alike(value, y[c])),
  );
}

function alike(a: unknown, b: unknown): boolean {
  if (sameValue(a, b)) return true;
  const number = /^-?\d+(\.\d+)?$/;
  return number.test(String(a)) && number.test(String(b)) && sameDigits(String(a), String(b));
}

function sameDigits(a: string, b: string): boolean {
  const plain = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
  return plain(a) === plain(b);
}

function sorted(answer: Answer): readonly Row[] {
  const key = (row: Row): string =>
    JSON.stringify(row.map((value) => (typeof value === 'number' ? value.toPrecision(9) : value)));
  return [...answer.rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
