import type { OutputContract, ServingMode } from '@akili/model';
import { aProduct } from '@akili/testkit';
import { describe, expect, test } from 'vitest';
import { productKey } from './product-key.ts';

const grouped = { groupKey: ['day', 'region'] };
const lookup: ServingMode = {
  intent: 'lookup',
  engine: 'postgresql',
  materialized: false,
  refreshInterval: undefined,
  cacheTtl: undefined,
  indexColumns: ['order_id'],
  indexes: [],
  place: { file: 'serving.yaml' },
};
const contract = (primary: boolean, keys: readonly (readonly string[])[]): OutputContract => ({
  columns: [
    {
      name: 'order_no',
      type: { kind: 'bigint' },
      nullable: false,
      primaryKey: primary,
      place: { file: 'output.yaml' },
    },
  ],
  keys,
  file: 'output.yaml',
});

describe('the key of a product is', () => {
  test('the primary key of output.yaml before all else', () => {
    const product = aProduct({ output: contract(true, [['day']]), serving: [lookup] });
    expect(productKey(product, grouped)).toEqual({ key: ['order_no'], keyOrigin: 'output' });
  });

  test('else its first key', () => {
    const product = aProduct({ output: contract(false, [['day'], ['region']]), serving: [lookup] });
    expect(productKey(product, grouped)).toEqual({ key: ['day'], keyOrigin: 'output' });
  });

  test('else what the lookup mode indexes', () => {
    const product = aProduct({ output: contract(false, []), serving: [lookup] });
    expect(productKey(product, grouped)).toEqual({ key: ['order_id'], keyOrigin: 'index_columns' });
  });

  test('else the columns of GROUP BY', () => {
    expect(productKey(aProduct(), grouped)).toEqual({ key: ['day', 'region'], keyOrigin: 'group_by' });
  });

  test('else nothing, also where there is one row and so no column is needed', () => {
    expect(productKey(aProduct(), { groupKey: undefined })).toEqual({ key: [], keyOrigin: 'none' });
    expect(productKey(aProduct(), { groupKey: [] })).toEqual({ key: [], keyOrigin: 'none' });
  });
});
