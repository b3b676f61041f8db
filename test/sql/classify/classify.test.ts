import { classifyChange, type QueryChange, type QueryVersion } from '@akili/sql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parser } from '../translate.ts';
import { labelledPairs, schemas } from './labelled-pairs.ts';
import { classified, versionsOf } from './versions.ts';

afterAll(() => parser.close());

const orders = "{{ ref('orders') }}";
const short = ({ reasons }: QueryChange): string =>
  reasons.map(({ column, change, clause }) => clause ?? [column, change].filter(Boolean).join(':')).join(' ');

describe('labelled pairs', () => {
  let versions: readonly QueryVersion[];

  beforeAll(async () => {
    versions = await versionsOf(
      labelledPairs.flatMap(([before, after]) => [before, after]),
      schemas,
    );
  });

  test.each(labelledPairs.map((pair, index) => [pair[2], pair[0], pair[1], pair[3], index] as const))(
    '%s: %s -> %s',
    (wanted, _before, _after, reasons, index) => {
      const change = classifyChange(versions[2 * index] as QueryVersion, versions[2 * index + 1] as QueryVersion);
      expect({ class: change.class, reasons: short(change) }).toEqual({ class: wanted, reasons });
    },
  );

  test('no version differs from itself', () => {
    for (const version of versions)
      expect(classifyChange(version, version)).toEqual({ class: 'identical', reasons: [] });
  });
});

test('a reason says in words what changed', async () => {
  const change = await classified(
    `SELECT region, SUM(amount) AS revenue FROM ${orders} WHERE id > 1 AND amount > 0 GROUP BY region`,
    `SELECT region, SUM(amount - 1) AS revenue FROM ${orders} WHERE id > 2 AND amount > 0 GROUP BY region`,
    schemas,
  );
  expect(change.reasons.map(({ message }) => message)).toEqual([
    'Column `revenue` is computed otherwise: its expression changed, or what it is made from.',
    'WHERE has other conditions: 1 changed.',
  ]);
});

test('the query that a clause belongs to is named', async () => {
  const change = await classified(
    `WITH paid AS (SELECT id FROM ${orders} WHERE amount > 0) SELECT id FROM paid`,
    `WITH paid AS (SELECT id FROM ${orders} WHERE amount > 0 AND region = 'eu') SELECT id FROM paid`,
    schemas,
  );
  expect(change.reasons).toEqual([
    { class: 'rows', clause: 'WHERE', message: 'WHERE in subquery `paid` has other conditions: 1 more.' },
  ]);
});

test('the same text over a column of another type is not the same query', async () => {
  const text = `SELECT id, amount IS NULL AS open FROM ${orders}`;
  const newSchemas = { ...schemas, orders: { ...schemas.orders, amount: 'double' } };
  expect(await classified(text, text, schemas, { newSchemas })).toEqual({
    class: 'rows',
    reasons: [
      {
        class: 'rows',
        column: 'orders.amount',
        change: 'input',
        message: '`orders.amount`, which is read, is of type `double`, it was `decimal(18,2)`.',
      },
    ],
  });
});

test('the order of columns is contract for who reads by position', async () => {
  const change = await classified(
    `SELECT id, region FROM ${orders}`,
    `SELECT id, amount, region FROM ${orders}`,
    schemas,
    {
      byPosition: true,
    },
  );
  expect(change.class).toBe('breaking');
  expect(short(change)).toBe('order amount:added');
});

test('another key breaks', async () => {
  const [version] = await versionsOf([`SELECT id, region FROM ${orders}`], schemas);
  const keyed = (...key: string[]): QueryVersion => ({ ...(version as QueryVersion), key });
  expect(classifyChange(keyed('id'), keyed('id', 'region')).reasons).toEqual([
    { class: 'breaking', clause: 'KEY', message: 'Rows are identified by `id`, `region`, they were by `id`.' },
  ]);
});

test('where chance decides, another way of writing is not said to be the same', async () => {
  const cut = `SELECT id FROM ${orders} LIMIT 3`;
  const [a, b, c] = (await versionsOf([cut, `SELECT o.id FROM ${orders} o LIMIT 3`, `${cut} `], schemas)) as [
    QueryVersion,
    QueryVersion,
    QueryVersion,
  ];
  expect(classifyChange(a, b).class).toBe('rows');
  expect(classifyChange(a, c).class).toBe('formatting');
});
