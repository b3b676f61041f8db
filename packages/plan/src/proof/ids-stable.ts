import type { Diagnostic } from '@akili/diagnostics';
import { platformSlug } from '@akili/resource';
import { coveredTenants, type ProofInput, type ProofPart } from './proof-input.ts';

/** State of another tenant, a mark with another id, a slug that was changed. */
const aboutIds: ReadonlySet<string> = new Set(['ISO201', 'ISO202', 'ISO210']);

/**
 * The id under a slug is the one that was recorded and marked, and no other slug has it. `refused` holds what the
 * comparison has refused already.
 */
export function idsStable(input: ProofInput, refused: readonly Diagnostic[]): ProofPart {
  const holders = new Map<string, number>();
  for (const { identity } of input.tenants) holders.set(identity.id, (holders.get(identity.id) ?? 0) + 1);
  const statements = coveredTenants(input)
    .filter(({ identity }) => identity.slug !== platformSlug)
    .map(({ identity: { slug, id }, state }) => {
      const changed = refused.some((one) => one.tenant === slug && aboutIds.has(one.code));
      const holds = !changed && holders.get(id) === 1;
      const known = state === undefined ? 'nothing was recorded of it before' : 'the record has the same';
      const evidence = holds
        ? `one id, and no other slug has it; ${known}`
        : 'the id is not the one under this slug, or another slug has it too';
      return { id: 'ids-stable', tenant: slug, holds, evidence };
    });
  return { statements, violations: [] };
}
