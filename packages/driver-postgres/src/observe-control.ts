import { addressOf, byAddress, platformSlug, type Observed, type TenantIdentity } from '@akili/resource';
import type { ControlAccessValue, ControlValue } from './control-value.ts';
import { controlGrantKey, controlPolicyKey } from './control-value.ts';
import type { ControlAccessRow, PlatformRow } from './inventory-rows.ts';
import { controlAccessKind, controlKind } from './kinds.ts';
import { controlAccessName, ownerPolicy } from './lower-control.ts';
import { readMark } from './mark.ts';
import { policyCommand } from './policy-command.ts';
import { principal } from './principal.ts';
import { grantKey, sortedBy } from './values.ts';

/** The shared tables, as the platform's own inventory. */
export function observedControl(rows: readonly PlatformRow[]): readonly Observed[] {
  return rows
    .map((row): Observed => {
      const name = `akili.${row.name}`;
      const value: ControlValue = {
        columns: row.columns ?? [],
        rowSecurity: row.security,
        policies: row.policies ?? [],
        grants: sortedBy(
          (row.grants ?? []).map(({ to, privilege, grantable }) => ({
            to: to ?? 'PUBLIC',
            privilege,
            ...(grantable ? { grantable: true as const } : {}),
          })),
          grantKey,
        ),
      };
      const address = addressOf(platformSlug, controlKind, name);
      return { address, kind: controlKind, name, value, mark: readMark(row.comment) };
    })
    .toSorted(byAddress);
}

/** A tenant's way to them; nothing where it has no policy there. */
export function observedControlAccess(
  tenant: TenantIdentity,
  row: ControlAccessRow | null,
  own: ReadonlySet<string>,
): readonly Observed[] {
  const policies = row?.policies ?? [];
  if (policies.length === 0) return [];
  const value: ControlAccessValue = {
    policies: sortedBy(
      policies.map(({ table, name, command, permissive, roles, using, check }) => ({
        ...{ table, name, command: policyCommand(command), permissive, using, check },
        roles: (roles ?? []).map((role) => principal(role, own)).toSorted(),
      })),
      controlPolicyKey,
    ),
    grants: sortedBy(
      (row?.grants ?? []).map(({ table, to, privilege, grantable }) => ({
        ...{ table, to: principal(to, own), privilege },
        ...(grantable ? { grantable: true as const } : {}),
      })),
      controlGrantKey,
    ),
  };
  const marks = policies.filter(({ name }) => name === ownerPolicy(tenant.id)).map(({ comment }) => comment);
  const name = controlAccessName(tenant.id);
  return [
    {
      address: addressOf(tenant.slug, controlAccessKind, name),
      ...{ kind: controlAccessKind, name, value },
      mark: new Set(marks).size === 1 ? readMark(marks[0] ?? null) : undefined,
    },
  ];
}
