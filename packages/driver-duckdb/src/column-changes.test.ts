import { expect, test } from 'vitest';
import { columnChanges, describeChange, riskOf } from './column-changes.ts';

const described = (before: Record<string, string>, after: Record<string, string>) =>
  columnChanges(before, after).map((change) => `${riskOf(change)}: ${describeChange(change)}`);

test('the same columns in another order are no change', () => {
  expect(described({ b: 'date', a: 'bigint' }, { a: 'bigint', b: 'date' })).toEqual([]);
});

test('what is safe comes before what locks, and what loses data comes last', () => {
  const before = { region: 'varchar', amount: 'decimal(18,4)', order_id: 'integer', flag: 'boolean' };
  const after = { area: 'varchar', amount: 'decimal(18,2)', order_id: 'bigint', flag: 'date' };
  expect(described(before, after)).toEqual([
    'safe: + area varchar',
    'locking: ~ order_id integer -> bigint',
    'destructive: ~ amount decimal(18,4) -> decimal(18,2) (values may be cut)',
    'destructive: ± flag boolean -> date (values are lost)',
    'destructive: - region',
  ]);
});

test('a name that changes only its case keeps its values', () => {
  expect(described({ Amount: 'bigint' }, { amount: 'bigint' })).toEqual(['locking: ~ Amount becomes amount']);
});
