import { fileURLToPath } from 'node:url';
import { writeType, type Compilation, type CompiledColumn, type CompiledProduct } from '@akili/model';
import { emit, type AnalysedQuery } from '@akili/sql';
import { verify } from '@akili/verify';
import { afterAll, expect, test } from 'vitest';
import { aggregates, queries, scalars, windows } from '../sql/expressions.ts';
import { factColumns } from '../sql/facts.ts';
import { parser, readAll, relation } from '../sql/translate.ts';

afterAll(() => parser.close());

const snapshotDirectory = fileURLToPath(new URL('../../node_modules/.cache/akili', import.meta.url));
const reference = "{{ ref('facts') }}";
const texts = [
  ...scalars.map((each) => `SELECT k, ${each} AS x FROM ${reference}`),
  ...aggregates.map((each) => `SELECT b AS g, ${each} AS x FROM ${reference} GROUP BY b`),
  ...windows.map((each) => `SELECT k, ${each} AS x FROM ${reference}`),
  ...queries,
];
const tenant = { slug: 'acme-corp', id: '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d' };
const column = (name: string, type: string): CompiledColumn => ({ name, type, nullable: true, classification: null });
const analytics = ['tenant_acme_corp_catalog', 'sales__raw', 'product__facts'];

/** A product of one query, as far as verification looks at it. */
function productOf(query: AnalysedQuery): CompiledProduct {
  const product = {
    tenant: tenant.slug,
    namespace: 'sales',
    name: 'product',
    folder: 'tenants/acme-corp/products/product',
    columns: query.columns.map(({ name, type }) => column(name, type === undefined ? 'varchar' : writeType(type))),
    inputs: [
      {
        name: 'facts',
        kind: 'source',
        columns: Object.entries(factColumns).map(([name, type]) => column(name, type)),
        key: [],
      },
    ],
    sql: {
      duckdb: emit(query, 'duckdb', () => analytics),
      postgres: emit(query, 'postgres', () => ['tenant_acme_corp__sales__raw', 'product__facts']),
      starrocks: emit(query, 'starrocks', () => analytics),
    },
    checks: [],
    lineage: query.lineage,
    origin: { file: 'tenants/acme-corp/products/product/product.yaml' },
  };
  return product as unknown as CompiledProduct;
}

test('no second reader objects to a text of the corpora, and no vote is a false denial', async () => {
  const readings = await readAll(texts, { refs: { facts: relation(factColumns) } });
  const products = readings.map(({ query }) => productOf(query as AnalysedQuery));
  const compilation = { tenants: [tenant], products } as unknown as Compilation;
  const disputed = await verify(compilation, { snapshotDirectory });
  expect(disputed.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
});
