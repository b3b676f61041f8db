import { expect, it } from 'vitest';
import { jsonDifference } from './json-difference.ts';

it('compares lists of named things name by name', () => {
  const before = {
    columns: [
      { name: 'day', type: 'date' },
      { name: 'region', type: 'text' },
    ],
  };
  const after = {
    columns: [
      { name: 'amount', type: 'numeric' },
      { name: 'day', type: 'date' },
      { name: 'region', type: 'uuid' },
    ],
  };
  expect(jsonDifference(before, after)).toEqual([
    { path: 'columns.amount', before: undefined, after: '{"name":"amount","type":"numeric"}' },
    { path: 'columns.region.type', before: '"text"', after: '"uuid"' },
  ]);
});

it('compares other lists item by item, or as wholes', () => {
  expect(jsonDifference({ a: [1, 2] }, { a: [1, 3] })).toEqual([{ path: 'a[1]', before: '2', after: '3' }]);
  expect(jsonDifference({ a: [1, 2] }, { a: [1] })).toEqual([{ path: 'a', before: '[1,2]', after: '[1]' }]);
});

it('takes a name that comes twice for no name', () => {
  const twice = [{ name: 'x' }, { name: 'x' }];
  expect(jsonDifference(twice, [{ name: 'x' }])).toEqual([
    { path: 'value', before: '[{"name":"x"},{"name":"x"}]', after: '[{"name":"x"}]' },
  ]);
});

it('says nothing where nothing differs', () => {
  expect(jsonDifference({ a: { b: null } }, { a: { b: null } })).toEqual([]);
});
