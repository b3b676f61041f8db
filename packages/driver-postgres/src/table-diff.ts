import { without } from './acl.ts';
import { columnChanges, type PlannedChange } from './column-diff.ts';
import { saidRows } from './said-rows.ts';
import { changes, same } from './difference.ts';
import { tenantConstraint } from './part-names.ts';
import { grantKey, type Grant, type IndexValue, type TableValue } from './values.ts';

/** Every change from the table that is there to the declared one, in the order in which they are to be made. */
export function tableChanges(
  before: TableValue,
  after: TableValue,
  rows: number | null | undefined = undefined,
  closed = false,
): readonly PlannedChange[] {
  const columns = columnChanges(before.columns, after.columns, rows);
  // Nobody writes to an empty table, or to one whose tenant cannot log in: its index is built at once.
  const beside = !closed && rows !== undefined && rows !== 0;
  return [
    ...ownerChanges(before, after),
    // Access is narrowed before columns change, and granted after.
    ...hookChanges(before),
    ...policyChanges(before, after),
    ...constraintChanges(before, after),
    ...columns,
    ...indexChanges(before, after, lostColumns(columns), { rows, beside }),
    ...grantChanges(before, after),
  ];
}

/** PostgreSQL drops an index with any of its columns. */
function lostColumns(columns: readonly PlannedChange[]): ReadonlySet<string> {
  return new Set(columns.flatMap(({ change }) => (change.do === 'replaceColumn' ? [change.column.name] : [])));
}

function ownerChanges(before: TableValue, after: TableValue): readonly PlannedChange[] {
  if (before.owner === after.owner) return [];
  const reason = `owner ${before.owner} -> ${after.owner}`;
  return [
    {
      change: { do: 'setOwner', owner: after.owner },
      risk: 'security',
      summary: `change the table's ${reason}`,
      reason,
    },
  ];
}

/** Whoever may read or write a table runs its triggers and rules: none is declared. */
function hookChanges(before: TableValue): readonly PlannedChange[] {
  return (['triggers', 'rules'] as const).flatMap((hooks): readonly PlannedChange[] => {
    const names = before[hooks];
    if (names.length === 0) return [];
    return [
      {
        change: { do: hooks === 'triggers' ? 'dropTriggers' : 'dropRules', names },
        risk: 'security',
        summary: `drop ${hooks} that are not declared: ${names.join(', ')}`,
        reason: `${hooks} not declared: ${names.join(', ')}`,
      },
    ];
  });
}

function policyChanges(before: TableValue, after: TableValue): readonly PlannedChange[] {
  if (same(before.policies, after.policies) && before.rowSecurity === after.rowSecurity) return [];
  const create = after.policies.filter((policy) => !before.policies.some((one) => same(one, policy)));
  const drop = before.policies.filter((policy) => !after.policies.some((one) => same(one, policy)));
  const security = before.rowSecurity === after.rowSecurity ? [] : [`row security ${before.rowSecurity} -> forced`];
  const said = changes(
    create.map((policy) => policy.name),
    drop.map((policy) => policy.name),
  );
  const reason = [...security, ...(said === undefined ? [] : [`policies: ${said}`])].join('; ');
  return [
    {
      change: { do: 'setPolicies', drop: drop.map((policy) => policy.name), create },
      risk: 'security',
      summary: `set row security as declared (${reason})`,
      reason,
    },
  ];
}

function constraintChanges(before: TableValue, after: TableValue): readonly PlannedChange[] {
  if (same(before.constraints, after.constraints)) return [];
  const drop = before.constraints.filter((one) => !after.constraints.some((other) => same(one, other)));
  const tenant = !before.constraints.some((one) => same(one, after.constraints[0] ?? null));
  const said = changes(
    tenant ? [tenantConstraint] : [],
    drop.map((one) => one.name),
  ) as string;
  return [
    {
      change: { do: 'setConstraints', drop: drop.map((one) => one.name), tenant },
      risk: tenant ? 'security' : 'locking',
      summary: `set constraints as declared (${said})`,
      reason: `constraints: ${said}`,
    },
  ];
}

function indexChanges(
  before: TableValue,
  after: TableValue,
  lost: ReadonlySet<string>,
  { rows, beside }: { readonly rows: number | null | undefined; readonly beside: boolean },
): readonly PlannedChange[] {
  // An index that a constraint keeps goes with the constraint.
  const live = new Map(before.indexes.filter((one) => one.constraint === undefined).map((one) => [one.name, one]));
  const wanted = new Set(after.indexes.map((index) => index.name));
  const built = after.indexes.flatMap((index): readonly PlannedChange[] => {
    const there = live.get(index.name);
    if (there !== undefined && same(there, index) && !index.columns.some((column) => lost.has(column))) return [];
    const reason = `${there === undefined ? '+ ' : ''}${index.unique ? 'key' : 'index'} (${index.columns.join(', ')})`;
    return [
      {
        change: { do: 'setIndex', drop: there === undefined ? null : index.name, create: index, beside },
        risk: 'locking',
        summary: `${there === undefined ? 'build' : 'build anew'} ${said(index)} ${beside ? 'beside writers' : 'while writers wait'}${saidRows(rows)}${index.unique ? ': fails where rows are not unique' : ''}`,
        reason,
      },
    ];
  });
  const gone = [...live.values()]
    .filter((index) => !wanted.has(index.name))
    .map((index): PlannedChange => ({
      change: { do: 'setIndex', drop: index.name, create: null, beside },
      risk: 'locking',
      summary: `drop ${said(index)}`,
      reason: `- ${index.unique ? 'key' : 'index'} (${index.columns.join(', ')})`,
    }));
  return [...gone, ...built];
}

function grantChanges(before: TableValue, after: TableValue): readonly PlannedChange[] {
  const grant = without(after.grants, before.grants, grantKey);
  const revoke = without(before.grants, after.grants, grantKey);
  const text = changes(grant.map(saidGrant), revoke.map(saidGrant));
  if (text === undefined) return [];
  return [
    {
      change: { do: 'setGrants', grant, revoke },
      risk: 'security',
      summary: `change grants: ${text}`,
      reason: `grants: ${text}`,
    },
  ];
}

function said(index: IndexValue): string {
  return `${index.unique ? 'unique index' : 'index'} ${index.name} (${index.columns.join(', ')})`;
}

function saidGrant(grant: Grant): string {
  const what = grant.column === undefined ? grant.privilege : `${grant.privilege} (${grant.column})`;
  return `${what} to ${grant.to}${grant.grantable === true ? ' with grant option' : ''}`;
}
