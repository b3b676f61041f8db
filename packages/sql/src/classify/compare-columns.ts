import { writeType } from '@akili/model';
import type { NormalForm } from './normal-form.ts';
import { outermost } from './normal-form.ts';
import type { ChangeReason, QueryVersion, ResultColumn } from './query-change.ts';
import { typeChange } from './type-change.ts';

/** What a comparison of columns is made with. */
export interface ColumnComparison {
  readonly before: QueryVersion;
  readonly after: QueryVersion;
  /** Both versions written: `strict` where their rows are the same, else `loose`. */
  readonly form: NormalForm;
  readonly byPosition: boolean;
}

/** What happened to the columns of the result, in the order in which they stood, then those that are new. */
export function compareColumns(comparison: ColumnComparison): readonly ChangeReason[] {
  const { before, after, byPosition } = comparison;
  const [old, now] = [columnsOf(before), columnsOf(after)];
  const news = new Map(now.map((column) => [column.name, column]));
  const olds = new Set(old.map(({ name }) => name));
  const unclaimed = new Set(now.map(({ name }) => name).filter((name) => !olds.has(name)));
  const reasons = old.flatMap((column): readonly ChangeReason[] => {
    const same = news.get(column.name);
    if (same !== undefined) return kept(column, same, comparison);
    const renamed = [...unclaimed].find(
      (name) => formOf(after, name, comparison) === formOf(before, column.name, comparison),
    );
    if (renamed === undefined) return [broken(column.name, 'removed', `Column \`${column.name}\` is gone.`)];
    unclaimed.delete(renamed);
    return [broken(column.name, 'renamed', `Column \`${column.name}\` is called \`${renamed}\` now.`)];
  });
  const added = [...unclaimed].map((name): ChangeReason => {
    const message = `Column \`${name}\` is new.`;
    return { class: 'added', column: name, change: 'added', message };
  });
  return [...reasons, ...added, ...compareOrder(old, now, byPosition)];
}

function columnsOf({ columns, query }: QueryVersion): readonly ResultColumn[] {
  return columns ?? query.columns;
}

function kept(old: ResultColumn, now: ResultColumn, comparison: ColumnComparison): readonly ChangeReason[] {
  const { name } = old;
  const reasons: ChangeReason[] = [];
  const change = old.type && now.type ? typeChange(old.type, now.type) : old.type === now.type ? 'same' : 'other';
  const [was, is] = [old.type, now.type].map((type) => (type === undefined ? 'unknown' : `\`${writeType(type)}\``));
  if (change === 'other') {
    reasons.push(broken(name, 'narrowed', `Column \`${name}\` is of type ${is}, it was ${was}: not every value fits.`));
  } else if (change === 'wider') {
    const message = `Column \`${name}\` is of the wider type ${is}, it was ${was}.`;
    reasons.push({ class: 'rows', column: name, change: 'widened', message });
  }
  if (now.nullable && !old.nullable) {
    reasons.push(broken(name, 'nullable', `Column \`${name}\` may be NULL, which it never was.`));
  }
  const { before, after } = comparison;
  if (formOf(before, name, comparison) !== formOf(after, name, comparison)) {
    const message = `Column \`${name}\` is computed otherwise: its expression changed, or what it is made from.`;
    reasons.push({ class: 'rows', column: name, change: 'expression', message });
  }
  return reasons;
}

function broken(column: string, change: NonNullable<ChangeReason['change']>, message: string): ChangeReason {
  return { class: 'breaking', column, change, message };
}

function formOf({ query }: QueryVersion, name: string, { form }: ColumnComparison): string {
  return form.output(
    query.bound,
    query.columns.findIndex((column) => column.name === name),
    outermost,
  );
}

function compareOrder(old: readonly ResultColumn[], now: readonly ResultColumn[], byPosition: boolean) {
  const names = new Set(now.map(({ name }) => name));
  const was = old.map(({ name }) => name).filter((name) => names.has(name));
  const all = new Set(was);
  const is = now.map(({ name }) => name).filter((name) => all.has(name));
  const moved = was.some((name, index) => name !== is[index]);
  const shifted = byPosition && was.some((name, index) => now[index]?.name !== name);
  if (!moved && !shifted) return [];
  const message = byPosition
    ? 'The columns stand in another order, and somebody reads them by position.'
    : 'The columns stand in another order: who reads them by position gets others.';
  const reason: ChangeReason = { class: byPosition ? 'breaking' : 'rows', change: 'order', message };
  return [reason];
}
