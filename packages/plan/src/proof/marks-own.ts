import { markNotOwn, located } from '@akili/diagnostics';
import type { Diagnostic } from '@akili/diagnostics';
import { coveredTenants, type ProofInput, type ProofPart } from './proof-input.ts';

/**
 * Everything live that the plan changes carries the tenant's id, and so does the tenant's state. `refused` holds
 * what the comparison has refused already because of another id.
 */
export function marksOwn(input: ProofInput, refused: readonly Diagnostic[]): ProofPart {
  const violations: Diagnostic[] = [];
  const statements = coveredTenants(input).map(({ identity, observed }) => {
    const { slug, id } = identity;
    const marks = new Map(observed.map(({ address, mark }) => [address, mark?.tenantId]));
    const changes = (input.changes.get(slug) ?? []).filter(({ steps }) => steps.length > 0);
    const wrong = changes.filter(({ address }) => marks.has(address) && marks.get(address) !== id);
    for (const { address, origin } of wrong)
      violations.push(located(markNotOwn.at(undefined, { tenant: slug, address }, { tenant: slug }), origin));
    const foreign = refused.filter(({ tenant }) => tenant === slug).length;
    const holds = wrong.length === 0 && foreign === 0;
    const touched = changes.filter(({ address }) => marks.has(address)).length;
    const evidence = holds
      ? `live things that are changed: ${touched}, all marked with the tenant's id`
      : `things under the tenant's slug that carry another id or none: ${wrong.length + foreign}`;
    return { id: 'marks-own', tenant: slug, holds, evidence };
  });
  return { statements, violations };
}
