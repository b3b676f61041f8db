import { tenantColumn } from '@akili/model';
import type { Risk } from '@akili/resource';
import { saidRows } from './said-rows.ts';
import { typeChange } from './type-change.ts';
import type { TableChange } from './table-request.ts';
import type { ColumnSpec } from './specs.ts';
import type { ColumnValue } from './values.ts';

/** A change with what it costs and how people read it. */
export interface PlannedChange {
  readonly change: TableChange;
  readonly risk: Risk;
  readonly summary: string;
  /** Its part of the reason: `+ region text`. */
  readonly reason: string;
}

/**
 * The changes from columns that are there to columns that are declared, worst first: what empties the table must
 * come before what its rows could refuse. A renamed column is one that goes and one that comes.
 */
export function columnChanges(
  before: readonly ColumnValue[],
  after: readonly ColumnValue[],
  rows: number | null | undefined = undefined,
): readonly PlannedChange[] {
  const live = new Map(before.map((column) => [column.name, column]));
  const wanted = new Set(after.map((column) => column.name));
  const changes = [
    ...before.filter((column) => !wanted.has(column.name)).map((column) => dropped(column)),
    ...after.flatMap((column) => {
      const there = live.get(column.name);
      return there === undefined ? [added(column)] : altered(there, column);
    }),
  ];
  const order: readonly Risk[] = ['destructive', 'security', 'safe', 'locking'];
  return changes
    .toSorted((a, b) => order.indexOf(a.risk) - order.indexOf(b.risk))
    .map((change) => (touchesRows(change) ? { ...change, summary: `${change.summary}${saidRows(rows)}` } : change));
}

/** What loses something of every row, or reads or writes each. */
function touchesRows({ risk }: PlannedChange): boolean {
  return risk === 'destructive' || risk === 'locking';
}

function dropped(column: ColumnValue): PlannedChange {
  return {
    change: { do: 'dropColumn', name: column.name },
    risk: 'destructive',
    summary: `drop column ${column.name} with its data`,
    reason: `- ${column.name} ${column.type}`,
  };
}

function added(column: ColumnValue): PlannedChange {
  const reason = `+ ${written(column)}`;
  const tenant = column.name === tenantColumn;
  const change = { do: 'addColumn', column: spec(column), tenant, empty: !column.nullable && !tenant } as const;
  if (tenant) return { change, risk: 'security', summary: `add column ${tenantColumn}`, reason };
  if (column.nullable) return { change, risk: 'safe', summary: `add column ${written(column)}`, reason };
  return {
    change,
    risk: 'destructive',
    summary: `empty the table and add column ${written(column)}: rows that are there have no value for it, the next run fills it again`,
    reason,
  };
}

function altered(before: ColumnValue, after: ColumnValue): readonly PlannedChange[] {
  const { name } = after;
  const changes: PlannedChange[] = [];
  const replaces =
    before.made !== undefined || (before.type !== after.type && typeChange(before.type, after.type) === 'replace');
  if (replaces) return [replaced(before, after)];
  if (before.type !== after.type) changes.push(retyped(before, after));
  if (before.nullable !== after.nullable)
    changes.push({
      change: { do: 'setNullable', name, nullable: after.nullable },
      risk: after.nullable ? 'safe' : 'locking',
      summary: after.nullable
        ? `let column ${name} be null`
        : `refuse null in column ${name}: reads every row, and fails where one is null`,
      reason: `${name} ${after.nullable ? 'nullable' : 'not null'}`,
    });
  if (before.default !== after.default)
    changes.push({
      change: { do: 'setDefault', name, tenant: name === tenantColumn },
      risk: name === tenantColumn ? 'security' : 'safe',
      summary:
        name === tenantColumn ? `let ${name} be the tenant's id unless said` : `drop the default of column ${name}`,
      reason: `${name} default`,
    });
  return changes;
}

function retyped(before: ColumnValue, after: ColumnValue): PlannedChange {
  const reason = `${after.name} ${before.type} -> ${after.type}`;
  const change = { do: 'setType', name: after.name, type: after.type } as const;
  switch (typeChange(before.type, after.type)) {
    case 'free':
      return { change, risk: 'safe', summary: `widen column ${reason}`, reason };
    case 'rewrite':
      return {
        change,
        risk: 'locking',
        summary: `widen column ${reason}: writes every row anew while readers wait`,
        reason,
      };
    default:
      return {
        change,
        risk: 'destructive',
        summary: `narrow column ${reason}: what does not fit is rounded, or stops the step`,
        reason,
      };
  }
}

function replaced(before: ColumnValue, after: ColumnValue): PlannedChange {
  const reason = `${after.name} ${before.type} -> ${after.type}`;
  const empty = !after.nullable;
  return {
    change: { do: 'replaceColumn', column: spec(after), empty },
    risk: 'destructive',
    summary: `${empty ? 'empty the table and replace' : 'replace'} column ${reason}: nothing turns one into the other, the next run fills it again`,
    reason,
  };
}

function spec(column: ColumnValue): ColumnSpec {
  return { name: column.name, type: column.type, nullable: column.nullable };
}

function written(column: ColumnValue): string {
  return `${column.name} ${column.type}${column.nullable ? '' : ' not null'}`;
}
