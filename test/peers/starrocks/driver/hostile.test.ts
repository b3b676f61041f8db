import fc from 'fast-check';
import { expect, test } from 'vitest';
import { starrocksAnalytics } from '@akili/driver-starrocks';
import { catalogName } from '@akili/model';
import type { Json } from '@akili/model';
import { stepsBetween } from '@akili/testkit';
import { readStatement } from '../index.ts';
import { acme, environmentAt, inputOf, revenue } from './environment.ts';

/** Every statement in a request, with what would be put into its holes. */
function statementsOf(request: Json): readonly string[] {
  if (request === null || typeof request !== 'object') return [];
  if (Array.isArray(request)) return request.flatMap(statementsOf);
  const object = request as { readonly [key: string]: Json };
  return Object.entries(object).flatMap(([key, value]) => {
    if (key === 'sql' && Array.isArray(value))
      return [value.map((one) => (typeof one === 'string' ? one : `'secret'`)).join('')];
    if (['sql', 'create', 'createUnsorted', 'limits', 'show'].includes(key) && typeof value === 'string')
      return [value];
    return statementsOf(value);
  });
}

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
const hostile = fc.oneof(
  text,
  fc.constantFrom("'; DROP CATALOG x; --", '`) AS SELECT 1', '\\', "a') , ('b", '"', '*/'),
);

test('no name, column, setting or reference ends its literal: each statement is read as the one it was meant to be', () => {
  fc.assert(
    fc.property(
      fc.record({ column: hostile, uri: hostile, bucket: hostile, reference: hostile, namespace: hostile }),
      (one) => {
        const environment = environmentAt(9030, { iceberg: { uri: one.uri } });
        const objects = { ...environment.engines.objects, settings: { bucket: one.bucket, endpoint: one.uri } };
        const desired = starrocksAnalytics.lower({
          ...inputOf(
            [acme],
            [
              {
                ...revenue,
                namespace: one.namespace,
                columns: [{ name: one.column, type: 'varchar', nullable: true, classification: null }],
                serving: revenue.serving.map((mode) => ({ ...mode, sortKey: [one.column] })),
              },
            ],
          ),
          environment: { ...environment, engines: { ...environment.engines, objects: objects as never } },
          logins: { [acme.slug]: { reference: one.reference, version: '1' } },
        });
        for (const { step } of stepsBetween(starrocksAnalytics, desired, []))
          for (const sql of statementsOf(step.request)) {
            const read = readStatement(sql, { version: '4.0' });
            expect(read.ok ? '' : `${read.message}: ${sql}`).toBe('');
            if (!read.ok) continue;
            if (read.statement.kind === 'createCatalog') {
              expect(read.statement.name).toBe(catalogName(acme.slug));
              expect(new Map(read.statement.properties).get('iceberg.catalog.uri')).toBe(one.uri);
              expect(read.statement.properties).toHaveLength(10);
            }
            if (read.statement.kind === 'createDatabase' && read.statement.properties)
              expect(read.statement.properties).toHaveLength(1);
          }
      },
    ),
    { seed: 20260102, numRuns: 200 },
  );
});
