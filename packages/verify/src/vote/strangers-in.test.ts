import { expect, test } from 'vitest';
import { strangersIn } from './strangers-in.ts';

const allowed = new Set(['tenant_acme_corp__sales.orders']);

test('a declared relation and a WITH query of the text are no strangers', () => {
  const ast = { with: [{ name: { value: 'big' }, stmt: {} }] };
  const tableList = ['select::tenant_acme_corp__sales::orders', 'select::null::big'];
  expect(strangersIn({ tableList, ast }, allowed)).toEqual([]);
});

test('a name without a schema that no WITH made is a stranger', () => {
  expect(strangersIn({ tableList: ['select::null::secrets'], ast: {} }, allowed)).toEqual(['secrets']);
});

test("another tenant's relation is a stranger", () => {
  const tableList = ['select::tenant_globex_inc__finance::transactions'];
  expect(strangersIn({ tableList, ast: {} }, allowed)).toEqual(['tenant_globex_inc__finance.transactions']);
});

test('writing to a declared relation is strange', () => {
  const tableList = ['delete::tenant_acme_corp__sales::orders'];
  expect(strangersIn({ tableList, ast: {} }, allowed)).toEqual(['delete tenant_acme_corp__sales.orders']);
});
