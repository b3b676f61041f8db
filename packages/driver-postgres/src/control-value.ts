import { tenantColumn } from '@akili/model';
import type { ControlAccessSpec, ControlSpec } from './control-specs.ts';
import { ownerPolicy, readerPolicy } from './lower-control.ts';
import { sortedBy, type Grant, type PolicyValue } from './values.ts';

/** What the inventory of the platform reports of a shared table. */
export type ControlValue = {
  readonly columns: readonly { readonly name: string; readonly type: string; readonly nullable: boolean }[];
  readonly rowSecurity: string;
  /** Policies beside the platform's own and those of tenants: none is declared. */
  readonly policies: readonly string[];
  /** Grants to others than roles of tenants: none is declared. */
  readonly grants: readonly Grant[];
};

type OnTable = { readonly table: string };

/** What the inventory of a tenant reports of its way to the shared tables. */
export type ControlAccessValue = {
  readonly policies: readonly (PolicyValue & OnTable)[];
  readonly grants: readonly (Grant & OnTable)[];
};

export function expectedControl(spec: ControlSpec): ControlValue {
  return {
    columns: sortedBy([{ name: tenantColumn, type: 'uuid', nullable: false }, ...spec.columns], ({ name }) => name),
    rowSecurity: 'forced',
    policies: [],
    grants: [],
  };
}

export function expectedControlAccess(spec: ControlAccessSpec): ControlAccessValue {
  const ours = `(${tenantColumn} = '${spec.tenantId}'::uuid)`;
  const owner = { name: ownerPolicy(spec.tenantId), command: 'all', permissive: true, roles: [spec.owner] };
  const reader = { name: readerPolicy(spec.tenantId), command: 'select', permissive: true, roles: [spec.reader] };
  return {
    policies: sortedBy(
      spec.tables.flatMap((table) => [
        { table, ...owner, using: ours, check: ours },
        { table, ...reader, using: ours, check: null },
      ]),
      controlPolicyKey,
    ),
    grants: sortedBy(
      spec.tables.flatMap((table) => [
        ...['DELETE', 'INSERT', 'SELECT', 'UPDATE'].map((privilege) => ({ table, to: spec.owner, privilege })),
        { table, to: spec.reader, privilege: 'SELECT' },
      ]),
      controlGrantKey,
    ),
  };
}

export function controlPolicyKey({ table, name }: PolicyValue & OnTable): string {
  return `${table}\n${name}`;
}

export function controlGrantKey({ table, to, privilege, grantable }: Grant & OnTable): string {
  return `${table}\n${to}\n${privilege}\n${grantable === true ? 'grantable' : ''}`;
}
