import type { CompiledCheck } from '@akili/model';
import { codeSpan } from '../escape-markdown.ts';
import { markdownTable } from '../markdown-table.ts';
import type { BothSides, QuotaChange } from './pull-request.ts';

/** The checks that differ, as a table; empty where none do. */
export function checkDifference({ before = [], after = [] }: BothSides<readonly CompiledCheck[]>): string {
  const old = new Map(before.map((check) => [check.name, check]));
  const now = new Map(after.map((check) => [check.name, check]));
  const rows = [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const sign = was === undefined ? '+' : is === undefined ? '-' : '~';
    const [left, right] = [described(was), described(is)];
    const sides = left === right ? [left, `${right}; other SQL`] : [left, right];
    return [[sign, codeSpan(name), ...sides.map((side) => (side === '' ? '' : codeSpan(side)))]];
  });
  return rows.length === 0 ? '' : markdownTable(['', 'Check', 'Before', 'After'], rows);
}

/** The quotas that differ, as a table; empty where none do. */
export function quotaDifference(changes: readonly Omit<QuotaChange, 'tenant'>[]): string {
  if (changes.length === 0) return '';
  const side = (text: string | undefined): string => (text === undefined ? 'no limit' : codeSpan(text));
  return markdownTable(
    ['Quota', 'Before', 'After'],
    changes.map(({ quota, before, after }) => [codeSpan(quota), side(before), side(after)]),
  );
}

function described(check: CompiledCheck | undefined): string {
  return check === undefined ? '' : `${check.severity}, at most ${check.threshold}`;
}
