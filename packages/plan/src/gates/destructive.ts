import { destructionNotAllowed, located } from '@akili/diagnostics';
import type { Diagnostic } from '@akili/diagnostics';
import type { Change } from '../document.ts';

/** Every address whose steps lose data needs a person's consent by name. One finding an address. */
export function gateDestructive(changes: readonly Change[], allowed: ReadonlySet<string>): readonly Diagnostic[] {
  return changes.flatMap(({ address, tenant, product, origin, steps }) => {
    const step = steps.find(({ risk }) => risk === 'destructive');
    if (step === undefined || allowed.has(address)) return [];
    const finding = destructionNotAllowed.at(undefined, { address, summary: step.summary }, { tenant, product });
    return [located(finding, origin)];
  });
}
