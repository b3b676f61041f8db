import { credentialNotOwn, located } from '@akili/diagnostics';
import type { Diagnostic } from '@akili/diagnostics';
import { mayUseReference, readCredentialReference } from '@akili/model';
import { platformSlug } from '@akili/resource';
import { coveredTenants, type ProofInput, type ProofPart } from './proof-input.ts';
import { walkStrings } from './walk-strings.ts';

/**
 * Every reference that a tenant's sessions or requests name is on its list and used by nobody else. A step that runs
 * with the platform's credential may name the platform's references too.
 */
export function credentialsOwn(input: ProofInput): ProofPart {
  const usedBy = new Map<string, Set<string>>();
  for (const { identity, credentials } of input.tenants)
    for (const reference of credentials) usedBy.set(reference, (usedBy.get(reference) ?? new Set()).add(identity.slug));
  const platform = new Set(input.tenants.find(({ identity }) => identity.slug === platformSlug)?.credentials);
  const violations: Diagnostic[] = [];
  const statements = coveredTenants(input)
    .filter(({ identity }) => identity.slug !== platformSlug)
    .map(({ identity: { slug }, credentials, allowedCredentials, origin }) => {
      const isOwn = (reference: string): boolean =>
        mayUseReference(slug, allowedCredentials, reference) && (usedBy.get(reference)?.size ?? 0) < 2;
      const wrong = new Set(credentials.filter((reference) => !isOwn(reference)));
      let named = credentials.length;
      for (const { steps } of input.changes.get(slug) ?? [])
        for (const { request, credential } of steps)
          walkStrings(request, 'request', (text) => {
            if (!readCredentialReference(text)) return;
            named += 1;
            if (!isOwn(text) && !(credential === 'platform' && platform.has(text))) wrong.add(text);
          });
      for (const reference of [...wrong].sort()) {
        // A reference may hold somebody else's name: only the kind of it is shown, unless it is on the own list.
        const shown = mayUseReference(slug, allowedCredentials, reference)
          ? reference
          : `${reference.split(':')[0]}:...`;
        violations.push(
          located(credentialNotOwn.at(undefined, { tenant: slug, reference: shown }, { tenant: slug }), origin),
        );
      }
      const holds = wrong.size === 0;
      const evidence = holds
        ? `references: ${named}, all on the tenant's own list and used by nobody else`
        : `references that are not the tenant's alone: ${wrong.size}`;
      return { id: 'credentials-own', tenant: slug, holds, evidence };
    });
  return { statements, violations };
}
