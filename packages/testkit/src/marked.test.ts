import { expect, test } from 'vitest';
import { marked } from './marked.ts';

test('marks cover what stands between the braces', () => {
  const sql = marked('transform.sql')`SELECT ${'amout'} FROM {{ ref('${'orderz'}') }}`;
  expect(sql.text).toBe("SELECT amout FROM {{ ref('orderz') }}");
  expect(sql.marks.map((mark) => sql.text.slice(mark.start, mark.end))).toEqual(['amout', 'orderz']);
});
