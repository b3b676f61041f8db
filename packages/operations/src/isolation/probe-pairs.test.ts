import { expect, test } from 'vitest';
import { probePairs } from './probe-pairs.ts';

test('two tenants try each other', () => {
  expect([...probePairs(['globex-inc', 'acme-corp'], false)]).toEqual([
    ['acme-corp', ['globex-inc']],
    ['globex-inc', ['acme-corp']],
  ]);
});

test('one tenant alone has nobody to try', () => {
  expect([...probePairs(['acme-corp'], false)]).toEqual([['acme-corp', []]]);
});

test('each tries the next three, round the end', () => {
  const pairs = probePairs(['aaa', 'bbb', 'ccc', 'ddd', 'eee', 'fff'], false);
  expect([pairs.get('aaa'), pairs.get('eee')]).toEqual([
    ['bbb', 'ccc', 'ddd'],
    ['aaa', 'bbb', 'fff'],
  ]);
});

test('slugs of which one begins the other try each other, however far apart they stand', () => {
  const between = ['acme-a', 'acme-b', 'acme-c', 'acme-d', 'acme-e'];
  const pairs = probePairs(['acme', ...between, 'acme-zeta', 'b-corp', 'c-corp', 'd-corp', 'e-corp'], false);
  expect(pairs.get('acme')).toEqual([...between, 'acme-zeta']);
  expect(pairs.get('acme-zeta')).toEqual(['acme', 'b-corp', 'c-corp', 'd-corp']);
});

test('with all pairs each tries every other', () => {
  expect(probePairs(['aaa', 'bbb', 'ccc', 'ddd', 'eee', 'fff'], true).get('ccc')).toEqual([
    'aaa',
    'bbb',
    'ddd',
    'eee',
    'fff',
  ]);
});

test('the number of pairs grows with the number of tenants', () => {
  const slugs = Array.from({ length: 1000 }, (_, index) => `tenant-${String(index).padStart(4, '0')}`);
  const count = [...probePairs(slugs, false).values()].reduce((sum, others) => sum + others.length, 0);
  expect(count).toBe(3000);
});
