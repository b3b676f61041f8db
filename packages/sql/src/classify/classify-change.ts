import { describeType, type ExprType } from '../analyse/expr-type.ts';
import { compareColumns } from './compare-columns.ts';
import { explainRows, type WrittenForms } from './explain-rows.ts';
import { newNormalForm, outermost, type NormalForm } from './normal-form.ts';
import {
  changeClasses,
  worstClass,
  type ChangeReason,
  type ClassifyOptions,
  type QueryChange,
  type QueryVersion,
} from './query-change.ts';
import { sameTree } from './same-tree.ts';

/** Types of the columns that a version reads, by `input.column`. */
type Reads = ReadonlyMap<string, ExprType | undefined>;

/**
 * What changed between two versions of a query, and what that means for those who read its result. Errs on the safe
 * side: `formatting` and `identical` are said only of queries with one normal form, and `added` only where nothing else
 * changed. Pure.
 */
export function classifyChange(
  before: QueryVersion,
  after: QueryVersion,
  { byPosition = false }: ClassifyOptions = {},
): QueryChange {
  let reads = new Map<string, ExprType | undefined>();
  const onRead = (input: string, column: string, type: ExprType | undefined): void => {
    reads.set(`${input}.${column}`, type);
  };
  const [strict, loose] = [newNormalForm('strict', onRead), newNormalForm('loose', onRead)];
  const forms: WrittenForms = { strict, loose, told: new Set() };
  const write = (version: QueryVersion): Reads => {
    reads = new Map();
    for (const form of [strict, loose]) form.whole(version.query.bound, outermost);
    return reads;
  };
  const read = [write(before), write(after)] as const;
  const rows = explainRows(before.query.bound, after.query.bound, forms, '');
  const form = rows.length === 0 ? forms.strict : forms.loose;
  const found = [
    ...compareColumns({ before, after, form, byPosition }),
    ...compareKeys(before, after),
    ...rows,
    ...compareReads(...read),
  ];
  const isSameTree = sameTree(before.tree, after.tree);
  if (found.length === 0 && wholeOf(before, forms.strict) !== wholeOf(after, forms.strict)) {
    throw new Error('two queries differ, and no reason says so');
  }
  const reasons = [...found, ...unsteady(before, after, found, isSameTree)].sort(worstFirst);
  if (reasons.length > 0) return { class: worstClass(reasons.map((reason) => reason.class)), reasons };
  return { class: isSameTree && before.sql !== after.sql ? 'formatting' : 'identical', reasons };
}

function wholeOf({ query }: QueryVersion, form: NormalForm): string {
  return form.whole(query.bound, outermost);
}

function compareReads(before: Reads, after: Reads): readonly ChangeReason[] {
  return [...before].flatMap(([column, type]): readonly ChangeReason[] => {
    if (!after.has(column)) return [];
    const [was, is] = [type, after.get(column)].map(describeType);
    if (was === is) return [];
    const message = `\`${column}\`, which is read, is of type \`${is}\`, it was \`${was}\`.`;
    return [{ class: 'rows', column, change: 'input', message }];
  });
}

function compareKeys(before: QueryVersion, after: QueryVersion): readonly ChangeReason[] {
  if (before.key === undefined || after.key === undefined) return [];
  const [was, is] = [before.key, after.key].map((key) => key.map((column) => `\`${column}\``).join(', '));
  if (was === is) return [];
  const message = `Rows are identified by ${is || 'no key'}, they were by ${was || 'no key'}.`;
  return [{ class: 'breaking', clause: 'KEY', message }];
}

/** Where chance or an open order decides, only the very same tree may be said to give the same. */
function unsteady(
  before: QueryVersion,
  after: QueryVersion,
  found: readonly ChangeReason[],
  isSameTree: boolean,
): readonly ChangeReason[] {
  const steady = before.query.deterministic && after.query.deterministic;
  if (steady || isSameTree || found.some((reason) => reason.class === 'rows' || reason.class === 'breaking')) return [];
  const message = 'Chance or the order of rows decides the result, so that another way of writing it may change rows.';
  return [{ class: 'rows', message }];
}

function worstFirst(a: ChangeReason, b: ChangeReason): number {
  return changeClasses.indexOf(b.class) - changeClasses.indexOf(a.class);
}
