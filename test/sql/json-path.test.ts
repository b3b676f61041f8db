import { afterAll, expect, test } from 'vitest';
import { emitAll, parser, readAll, relation } from './translate.ts';

afterAll(() => parser.close());

const refs = { facts: relation({ k: 'bigint', js: 'json' }) };

// DuckDB answers these with a list of values, so that neither JSON nor VARCHAR would be their type.
test.each(['$.*', '$.a.*', '$.a[*]', '$[*].b', '$..b', '$.a[*].b[*]'])(
  'the path %s is refused everywhere',
  async (path) => {
    for (const arrow of ['->', '->>']) {
      const [reading] = await readAll([`SELECT k, js ${arrow} '${path}' AS x FROM {{ ref('facts') }}`], { refs });
      const emitted = emitAll(reading?.query as NonNullable<NonNullable<typeof reading>['query']>);
      for (const target of ['duckdb', 'postgres', 'starrocks'] as const) {
        expect(emitted[target]).toMatchObject({
          refused: 'SQL301',
          message: expect.stringContaining("'$.name[0].name'"),
        });
      }
    }
  },
);

test('a member whose name holds a star is no wildcard', async () => {
  const [reading] = await readAll([`SELECT k, js ->> 'a*' AS x FROM {{ ref('facts') }}`], { refs });
  expect(reading?.query?.columns[1]).toMatchObject({ name: 'x', type: { kind: 'varchar' } });
  const emitted = emitAll(reading?.query as NonNullable<NonNullable<typeof reading>['query']>);
  expect(emitted.duckdb).toContain(`"facts"."js" ->> 'a*'`);
});
