import { qualifiedName } from '@akili/client-duckdb';
import { catalogName, type Json } from '@akili/model';
import { notOurs, readAddress, specDigest, type Address, type ResourceType } from '@akili/resource';
import type { AnalyticsSession } from './analytics-session.ts';
import { forgetStatement, recordStatements } from './control-records.ts';
import { runRequest, statements } from './request.ts';

/** A database of the catalog: a schema of DuckDB. */
export type DatabaseSpec = { readonly catalog: string; readonly database: string };

const valueOf = (database: string): Json => ({ database });

export const database: ResourceType<DatabaseSpec, AnalyticsSession> = {
  kind: 'analytics.database',
  // After the catalog, and removed before it.
  rank: 31,
  expect: (desired) => valueOf(desired.spec.database),
  diff(desired, observed) {
    if (desired === undefined) {
      if (observed?.mark === undefined) return undefined;
      const catalog = catalogOf(observed.address);
      // Without CASCADE: a schema that still holds something foreign stays.
      const drop = `DROP SCHEMA IF EXISTS ${qualifiedName(catalog, observed.name)}`;
      const request = statements([drop, forgetStatement(catalog, database.kind, observed.name)]);
      return {
        op: 'delete',
        reason: 'no longer declared',
        before: observed.value,
        after: null,
        steps: [{ summary: `drop the empty database ${observed.name}`, risk: 'safe', credential: 'tenant', request }],
      };
    }
    const { spec } = desired;
    const after = valueOf(spec.database);
    const refused = notOurs(desired, observed, after);
    if (refused) return refused;
    const digest = specDigest(desired);
    if (observed?.mark?.digest === digest) return undefined;
    const mark = { tenantId: desired.tenant.id, digest };
    const request = statements([
      `CREATE SCHEMA IF NOT EXISTS ${qualifiedName(spec.catalog, spec.database)}`,
      ...recordStatements(spec.catalog, { kind: database.kind, name: spec.database, mark, detail: null }),
    ]);
    const create = observed === undefined;
    const summary = create ? `create database ${spec.database}` : `renew the mark of ${spec.database}`;
    return {
      op: create ? 'create' : 'update',
      reason: create ? 'not there yet' : 'the mark is of an older declaration',
      before: observed?.value ?? null,
      after,
      steps: [{ summary, risk: 'safe', credential: 'tenant', request }],
    };
  },
  run: runRequest,
};

/** The catalog that an address of this driver belongs to. */
export function catalogOf(address: Address): string {
  return catalogName(readAddress(address)?.tenant ?? '');
}
