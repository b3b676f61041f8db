import { notOurs, type ResourceType } from '@akili/resource';
import { catalogName } from '@akili/model';
import { readAddress } from '@akili/resource';
import { internalCatalog, kinds } from './kinds.ts';
import { properties, qualified } from './quote.ts';
import { difference, draft, isRecorded, removal, renewal, runRequest, same, statements } from './request.ts';
import type { StarRocksSession } from './session.ts';
import type { DatabaseSpec } from './specs.ts';

export type DatabaseValue = { readonly catalog: string; readonly database: string };

/**
 * A database of the tenant's catalog, in the tenant's prefix, or one of `default_catalog` for its materialized views,
 * which only the platform may make there. It has no place for a mark: the state records whose it is.
 */
export const database: ResourceType<DatabaseSpec, StarRocksSession> = {
  kind: kinds.database,
  // After the catalog, and removed before it.
  rank: 31,
  expect: ({ spec }) => ({ catalog: spec.catalog, database: spec.database }),
  // A lost state costs a refresh: what is as declared is taken over.
  adopts: ({ spec }, { value }) => same(value, { catalog: spec.catalog, database: spec.database }),
  diff(desired, observed) {
    if (desired === undefined) {
      if (observed?.mark === undefined) return undefined;
      const { catalog } = observed.value as DatabaseValue;
      // Without FORCE: a database that still holds something foreign stays.
      const drop = statements({ sql: `DROP DATABASE IF EXISTS ${qualified(catalog, observed.name)}` });
      return removal(observed, [draft(`drop the empty database ${observed.name}`, 'safe', 'platform', drop)]);
    }
    const { spec } = desired;
    const after = { catalog: spec.catalog, database: spec.database };
    const refused = notOurs(desired, observed, after);
    if (refused) return refused;
    if (observed !== undefined)
      return isRecorded(desired, observed) ? undefined : renewal(desired, observed, after, scope(spec.catalog));
    const where = spec.location === undefined ? '' : ` PROPERTIES ${properties({ location: spec.location })}`;
    const sql = `CREATE DATABASE IF NOT EXISTS ${qualified(spec.catalog, spec.database)}${where}`;
    return difference('create', 'not there yet', observed, after, [
      draft(`create database ${spec.database}`, 'safe', scope(spec.catalog), statements({ sql })),
    ]);
  },
  run: runRequest,
};

const scope = (catalog: string): 'platform' | 'tenant' => (catalog === internalCatalog ? 'platform' : 'tenant');

/** The catalog of the tenant that an address belongs to. */
export function catalogOf(address: string): string {
  return catalogName(readAddress(address)?.tenant ?? '');
}
