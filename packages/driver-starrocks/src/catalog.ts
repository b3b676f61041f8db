import { digestOf, type Json } from '@akili/model';
import { notOurs, type Resource, type ResourceType } from '@akili/resource';
import { kinds } from './kinds.ts';
import { writeComment } from './mark.ts';
import { identifier, literal } from './quote.ts';
import { difference, draft, isRecorded, removal, renewal, runRequest, same, statements } from './request.ts';
import type { StarRocksSession } from './session.ts';
import type { CatalogSpec } from './specs.ts';
import type { SecretHole, Statement } from './statement.ts';

export type CatalogValue = {
  /** All but the secret ones. */
  readonly properties: { readonly [key: string]: string };
  /** `madeOf` of the declaration that it was made from: covers which keys it has. */
  readonly made: string;
  /** Who of no role of the tenant may reach something in it, or in the databases of the tenant's views. */
  readonly outsiders: readonly string[];
};

/**
 * A tenant's external Iceberg catalog: its own warehouse, root and keys. Neither its properties nor its comment can be
 * changed, and dropping it drops the grants on all that is in it: a change is one step that makes it anew and gives the
 * tenant's own grants back.
 */
export const catalog: ResourceType<CatalogSpec, StarRocksSession> = {
  kind: kinds.catalog,
  rank: 30,
  expect: (desired) => expected(desired.spec),
  diff(desired, observed) {
    if (desired === undefined) {
      if (observed?.mark === undefined) return undefined;
      const drop = statements({ sql: `DROP CATALOG IF EXISTS ${identifier(observed.name)}` });
      return removal(observed, [draft(`drop catalog ${observed.name}`, 'destructive', 'platform', drop)]);
    }
    const { spec } = desired;
    const after = expected(spec);
    const refused = notOurs(desired, observed, after);
    if (refused) return refused;
    if (observed === undefined) {
      const create = draft(`create catalog ${spec.catalog}`, 'security', 'platform', statements(creation(desired)));
      return difference('create', 'not there yet', observed, after, [create]);
    }
    if (same(observed.value, after))
      return isRecorded(desired, observed) ? undefined : renewal(desired, observed, after, 'platform');
    const before = observed.value as CatalogValue;
    const rebuild = !same(before.properties, after.properties) || before.made !== after.made;
    const summary = `make catalog ${spec.catalog} anew, grant again, activate and refresh its views`;
    const take = `take from others what they may do in ${spec.catalog}`;
    const steps = [
      ...(before.outsiders.length === 0
        ? []
        : [draft(take, 'security', 'platform', { op: 'outsiders', of: { catalog: spec.catalog } })]),
      ...(rebuild
        ? [
            draft(summary, 'security', 'platform', {
              op: 'catalog',
              catalog: spec.catalog,
              create: creation(desired),
              made: after.made,
              properties: spec.properties,
              viewDatabases: spec.viewDatabases,
            }),
          ]
        : []),
    ];
    const reason = [
      ...changedKeys(before.properties, after.properties).map((key) => `changed: ${key}`),
      ...(rebuild && same(before.properties, after.properties) ? ['its keys are other ones'] : []),
      ...before.outsiders.map((one) => `open to ${one}`),
    ].join('; ');
    const change = difference(rebuild ? 'replace' : 'update', reason, observed, after, steps);
    return before.outsiders.length > 0 ? { ...change, foreign: true } : change;
  },
  run: runRequest,
};

/** Digest of what a catalog is made from. */
export function madeOf(spec: CatalogSpec): string {
  return digestOf({ properties: spec.properties, keys: spec.keys });
}

function expected(spec: CatalogSpec): CatalogValue & { readonly [key: string]: Json } {
  return { properties: spec.properties, made: madeOf(spec), outsiders: [] };
}

function creation({ spec, tenant }: Resource<CatalogSpec>): Statement {
  const comment = writeComment({ tenantId: tenant.id, made: madeOf(spec) });
  const { reference, version } = spec.keys;
  const hole = (secret: SecretHole['secret']): SecretHole => ({
    secret,
    reference,
    ...(version !== null && { version }),
  });
  const plain = Object.entries(spec.properties).map(([key, value]) => `${literal(key)} = ${literal(value)}`);
  const head = `CREATE EXTERNAL CATALOG IF NOT EXISTS ${identifier(spec.catalog)} COMMENT ${literal(comment)} PROPERTIES (${plain.join(', ')}`;
  return {
    sql: [
      `${head}, 'aws.s3.access_key' = `,
      hole('accessKeyId'),
      `, 'aws.s3.secret_key' = `,
      hole('secretAccessKey'),
      ')',
    ],
  };
}

function changedKeys(a: CatalogValue['properties'], b: CatalogValue['properties']): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort().filter((key) => a[key] !== b[key]);
}
