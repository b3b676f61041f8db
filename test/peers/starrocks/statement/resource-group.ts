import type { Cursor } from '../syntax/cursor.ts';
import { readList, readParenthesised } from '../syntax/list.ts';
import { readIdentifier, readInteger, readString } from '../syntax/names.ts';
import { readPropertyList, type Properties } from '../syntax/properties.ts';

/** What a classifier asks of a query; `query_type` may have several values. */
export type Classifier = readonly { readonly key: string; readonly values: readonly string[] }[];

export interface CreateResourceGroup {
  readonly kind: 'createResourceGroup';
  readonly name: string;
  readonly classifiers: readonly Classifier[];
  readonly limits: Properties;
}

export interface AlterResourceGroup {
  readonly kind: 'alterResourceGroup';
  readonly name: string;
  readonly change:
    | { readonly to: 'limits'; readonly limits: Properties }
    | { readonly to: 'add'; readonly classifiers: readonly Classifier[] }
    | { readonly to: 'drop'; readonly ids: readonly number[] | 'all' };
}

const keys = ['user', 'role', 'query_type', 'source_ip', 'db', 'plan_cpu_cost_range', 'plan_mem_cost_range'];

/** Source: docs `cluster-management/resource_group/CREATE_RESOURCE_GROUP.md`. */
export function readCreateResourceGroup(cursor: Cursor): CreateResourceGroup {
  const name = readIdentifier(cursor);
  cursor.expect('TO');
  const classifiers = readList(cursor, () => readClassifier(cursor));
  cursor.expect('WITH');
  const limits = readPropertyList(cursor);
  return { kind: 'createResourceGroup', name, classifiers, limits };
}

/** Source: docs `cluster-management/resource_group/ALTER_RESOURCE_GROUP.md`. */
export function readAlterResourceGroup(cursor: Cursor): AlterResourceGroup {
  const name = readIdentifier(cursor);
  return { kind: 'alterResourceGroup', name, change: readChange(cursor) };
}

function readChange(cursor: Cursor): AlterResourceGroup['change'] {
  if (cursor.accept('WITH')) return { to: 'limits', limits: readPropertyList(cursor) };
  if (cursor.accept('ADD')) return { to: 'add', classifiers: readList(cursor, () => readClassifier(cursor)) };
  cursor.expect('DROP');
  if (cursor.accept('ALL')) return { to: 'drop', ids: 'all' };
  return { to: 'drop', ids: readParenthesised(cursor, () => readInteger(cursor)) };
}

function readClassifier(cursor: Cursor): Classifier {
  return readParenthesised(cursor, () => {
    const key = cursor.expectOneOf(keys.map((one) => one.toUpperCase())).toLowerCase();
    if (key === 'query_type') {
      cursor.expect('IN');
      return { key, values: readParenthesised(cursor, () => readString(cursor)) };
    }
    cursor.expect('=');
    return { key, values: [readString(cursor)] };
  });
}
