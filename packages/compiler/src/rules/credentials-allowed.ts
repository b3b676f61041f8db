import { credentialNotAllowed, type Finding, type Place } from '@akili/diagnostics';
import { environmentPrefix } from '@akili/model';
import { isAllowedReference } from '../allowed-references.ts';
import { connectionPlace, tenantPlace } from '../places.ts';
import type { Rule } from '../rule.ts';

/** A tenant's manifests name only credentials on its allow-list. */
export const credentialsAllowedRule: Rule = {
  name: 'credentials-allowed',
  tenant({ tenant }, { repository }) {
    const check = (reference: string, place: Place): readonly Finding[] =>
      isAllowedReference(repository.platform, tenant.slug, reference)
        ? []
        : [
            credentialNotAllowed.at(
              place,
              { reference, prefix: `env:${environmentPrefix(tenant.slug)}` },
              { tenant: tenant.slug },
            ),
          ];
    return [
      ...Object.entries(tenant.credentials).flatMap(([role, reference]) =>
        check(reference, tenantPlace(tenant, 'credentials', role)),
      ),
      ...tenant.connections.flatMap((connection) =>
        connection.credentials === undefined
          ? []
          : check(connection.credentials, connectionPlace(connection, 'credentials')),
      ),
    ];
  },
};
