import { qualifiedName, quoteLiteral } from '@akili/client-duckdb';
import { canonicalJson, type Json } from '@akili/model';
import { notOurs, specDigest, type Difference, type Observed, type Resource, type ResourceType } from '@akili/resource';
import type { AnalyticsSession } from './analytics-session.ts';
import { forgetStatement, recordStatements } from './control-records.ts';
import { catalogOf } from './database.ts';
import { writeMark } from './mark.ts';
import { runRequest, statements } from './request.ts';
import { rebuildStatement } from './view-spec.ts';

/** That a view was refreshed at least once since its definition became what it is. Later refreshes are the runner's. */
export type RefreshSpec = {
  readonly catalog: string;
  readonly database: string;
  readonly view: string;
  readonly definition: string;
  readonly sortKey: readonly string[];
  /** `definitionDigest` of the view. */
  readonly of: string;
  /** `specDigest` of the view, which its table keeps as mark through the swap. */
  readonly viewDigest: string;
};

const valueOf = (spec: RefreshSpec): Json => ({ of: spec.of });

export const refresh: ResourceType<RefreshSpec, AnalyticsSession> = {
  kind: 'analytics.refresh',
  rank: 90,
  expect: (desired) => valueOf(desired.spec),
  diff(desired, observed) {
    if (desired === undefined) {
      if (observed?.mark === undefined) return undefined;
      const request = statements([forgetStatement(catalogOf(observed.address), refresh.kind, observed.name)]);
      const summary = `forget when ${observed.name} was refreshed`;
      return {
        op: 'delete',
        reason: 'no longer declared',
        before: observed.value,
        after: null,
        steps: [{ summary, risk: 'safe', credential: 'tenant', request }],
      };
    }
    const after = valueOf(desired.spec);
    const refused = notOurs(desired, observed, after);
    if (refused) return refused;
    const digest = specDigest(desired);
    if (observed !== undefined && canonicalJson(observed.value) === canonicalJson(after))
      return observed.mark?.digest === digest ? undefined : renewal(desired, observed, after);
    const reason = observed === undefined ? 'never refreshed' : 'the view changed since it was refreshed';
    return {
      op: observed === undefined ? 'create' : 'update',
      reason,
      before: observed?.value ?? null,
      after,
      steps: [
        {
          summary: `refresh ${desired.name}`,
          risk: 'safe',
          credential: 'tenant',
          request: statements(refreshStatements(desired, digest)),
        },
      ],
    };
  },
  run: runRequest,
};

/** Its rows are those of the declaration: only what the record was made from changed, such as the refresh interval. */
function renewal(desired: Resource<RefreshSpec>, observed: Observed, after: Json): Difference {
  const mark = { tenantId: desired.tenant.id, digest: specDigest(desired) };
  const record = { kind: refresh.kind, name: desired.name, mark, detail: valueOf(desired.spec) };
  const request = statements(recordStatements(desired.spec.catalog, record));
  const summary = `renew the record of when ${desired.name} was refreshed`;
  return {
    op: 'update',
    reason: 'the mark is of an older declaration',
    before: observed.value,
    after,
    steps: [{ summary, risk: 'safe', credential: 'tenant', request }],
  };
}

/** One transaction that fills a view anew and records it: the runner uses it after each run of the product. */
export function refreshStatements(desired: Resource<RefreshSpec>, digest: string): readonly string[] {
  const { spec, tenant } = desired;
  const table = qualifiedName(spec.catalog, spec.database, spec.view);
  const viewMark = writeMark({ tenantId: tenant.id, digest: spec.viewDigest });
  const mark = { tenantId: tenant.id, digest };
  return [
    rebuildStatement(spec),
    `COMMENT ON TABLE ${table} IS ${quoteLiteral(viewMark)}`,
    ...recordStatements(spec.catalog, { kind: refresh.kind, name: desired.name, mark, detail: valueOf(spec) }),
  ];
}
