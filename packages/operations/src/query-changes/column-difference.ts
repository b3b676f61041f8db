import { writeType } from '@akili/model';
import type { PlannedColumn } from '@akili/plan';
import type { QueryVersion, ResultColumn } from '@akili/sql';

/** The columns of the result that are not on both sides as they were; those that are gone last. */
export function columnDifference(before: QueryVersion, after: QueryVersion): readonly PlannedColumn[] {
  const [old, now] = [byName(before), byName(after)];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((name): readonly PlannedColumn[] => {
    const [was, is] = [old.get(name), now.get(name)].map((column) => (column === undefined ? undefined : side(column)));
    if (was?.type === is?.type && was?.nullable === is?.nullable) return [];
    return [{ name, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
}

function byName({ columns, query }: QueryVersion): ReadonlyMap<string, ResultColumn> {
  return new Map((columns ?? query.columns).map((column) => [column.name, column]));
}

function side({ type, nullable }: ResultColumn): NonNullable<PlannedColumn['after']> {
  return { type: type === undefined ? 'unknown' : writeType(type), nullable };
}
