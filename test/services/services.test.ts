import { expect, test } from 'vitest';
import { services } from './services.ts';

test('no two servers have one name', () => {
  const names = services.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
