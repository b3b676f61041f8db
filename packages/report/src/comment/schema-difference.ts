import type { CompiledColumn } from '@akili/model';
import { codeSpan } from '../escape-markdown.ts';
import { markdownTable } from '../markdown-table.ts';
import type { BothSides } from './pull-request.ts';

/** The output columns that differ, as a table; empty where none do. */
export function schemaDifference({ before = [], after = [] }: BothSides<readonly CompiledColumn[]>): string {
  const old = new Map(before.map((column) => [column.name, column]));
  const now = new Map(after.map((column) => [column.name, column]));
  const rows = [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    const sides = [old.get(name), now.get(name)].map((column) => (column === undefined ? '' : described(column)));
    if (sides[0] === sides[1]) return [];
    const sign = sides[0] === '' ? '+' : sides[1] === '' ? '-' : '~';
    return [[sign, codeSpan(name), ...sides.map((side) => (side === '' ? '' : codeSpan(side)))]];
  });
  return rows.length === 0 ? '' : markdownTable(['', 'Column', 'Before', 'After'], rows);
}

function described({ type, nullable, classification }: CompiledColumn): string {
  return [type, nullable ? '' : 'not null', classification ?? ''].filter((word) => word !== '').join(', ');
}
