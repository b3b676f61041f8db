import { expect, it } from 'vitest';
import { PackedList } from './packed-list.ts';

it('gives back what it holds, as objects and as JSON that is safe to look at', () => {
  const items = [{ name: 'grün 😀' }, { name: 'a\u202eb' }, { name: 'x'.repeat(1024 * 1024) }, { name: 'after' }];
  const list = new PackedList<{ readonly name: string }>();
  for (const item of items) list.add(item);
  expect([...list]).toEqual(items);
  expect(list.length).toBe(4);
  const [first, second, , last] = [...list.texts()];
  expect([first, second, last]).toEqual(['{"name":"grün 😀"}', '{"name":"a\\u202eb"}', '{"name":"after"}']);
});
