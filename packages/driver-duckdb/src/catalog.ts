import type { Json } from '@akili/model';
import { notOurs, specDigest, type ResourceType } from '@akili/resource';
import type { AnalyticsSession } from './analytics-session.ts';
import { runRequest } from './request.ts';

/** A tenant's catalog: its database file. */
export type CatalogSpec = { readonly catalog: string };

const valueOf = (spec: CatalogSpec): Json => ({ catalog: spec.catalog });

export const catalog: ResourceType<CatalogSpec, AnalyticsSession> = {
  kind: 'analytics.catalog',
  rank: 30,
  expect: (desired) => valueOf(desired.spec),
  diff(desired, observed) {
    if (desired === undefined) {
      if (observed?.mark === undefined) return undefined;
      const drop = { op: 'dropCatalog' };
      return {
        op: 'delete',
        reason: 'no longer declared',
        before: observed.value,
        after: null,
        steps: [{ summary: 'delete the database file', risk: 'destructive', credential: 'platform', request: drop }],
      };
    }
    const after = valueOf(desired.spec);
    const refused = notOurs(desired, observed, after);
    if (refused) return refused;
    const digest = specDigest(desired);
    if (observed?.mark?.digest === digest) return undefined;
    const request = { op: 'createCatalog', mark: { tenantId: desired.tenant.id, digest } };
    const create = observed === undefined;
    return {
      op: create ? 'create' : 'update',
      reason: create ? 'not there yet' : 'the mark is of an older declaration',
      before: observed?.value ?? null,
      after,
      steps: [
        {
          summary: create ? 'create the database file' : 'renew the mark',
          risk: 'safe',
          credential: 'platform',
          request,
        },
      ],
    };
  },
  run: runRequest,
};
