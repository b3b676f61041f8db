import type { Change } from '@akili/plan';
import { changeText } from './change-text.ts';
import { escapeTerminal } from './escape-terminal.ts';
import type { Palette } from './palette.ts';

/** Changes grouped by tenant, in the order in which tenants first occur. */
export function changesByTenant(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const group = groups.get(change.tenant);
    if (group === undefined) groups.set(change.tenant, [change]);
    else group.push(change);
  }
  return groups;
}

/** Changes for people, below the name of their tenant. */
export function* changesText(changes: readonly Change[], palette: Palette): Iterable<string> {
  for (const [tenant, group] of changesByTenant(changes)) {
    yield `${palette.strong(escapeTerminal(tenant))}\n`;
    for (const change of group) yield `${changeText(change, palette)}\n`;
    yield '\n';
  }
}
