import { afterAll, describe, expect, test } from 'vitest';
import { duckdbParser } from './parser.ts';

const parser = duckdbParser();
afterAll(() => parser.close());

describe('duckdbParser', () => {
  test('answers many texts in their order', async () => {
    const texts = Array.from({ length: 700 }, (_, i) => `SELECT ${i} AS n`);
    const answers = await parser.parse(texts);
    const values = answers.map((a) => (a.ok ? Number(/"value":(\d+)/.exec(a.json)?.[1]) : undefined));
    expect(values).toEqual(texts.map((_, i) => i));
  });

  test('answers calls that overlap, each its own texts in their order', async () => {
    const calls = [300, 7, 150, 40].map((length, call) =>
      Array.from({ length }, (_, i) => `SELECT ${(call + 1) * 1000 + i}`),
    );
    const answers = await Promise.all(calls.map((call) => parser.parse(call)));
    const values = answers.map((all) => all.map((one) => (one.ok ? /"value":(\d+)/.exec(one.json)?.[1] : undefined)));
    expect(values).toEqual(calls.map((call) => call.map((text) => text.slice('SELECT '.length))));
  });

  test('says where a text stops being SQL, in UTF-16 units', async () => {
    expect(await parser.parse(["SELECT '😀' FORM t x"])).toEqual([
      { ok: false, message: 'syntax error at or near "t"', offset: 17 },
    ]);
  });

  test('says that only SELECT can be read, without a place', async () => {
    expect(await parser.parse(['DROP TABLE orders'])).toEqual([
      { ok: false, message: 'Only SELECT statements can be serialized to json!', offset: undefined },
    ]);
  });

  test('does not stop at a NUL character', async () => {
    expect(await parser.parse(['SELECT 1 \0 FROM t'])).toEqual([
      { ok: false, message: 'the text holds a NUL character', offset: 9 },
    ]);
  });

  test('a text is a value, not part of a statement', async () => {
    const [answer] = await parser.parse(["'); DROP TABLE x; --"]);
    expect(answer?.ok).toBe(false);
  });

  test('nothing and blanks are answered', async () => {
    expect(await parser.parse([])).toEqual([]);
    expect(await parser.parse([' \n'])).toEqual([{ ok: false, message: 'there is no statement', offset: 0 }]);
  });

  test('3,000 alternatives and 50,000 parentheses do not break it', async () => {
    const or = `SELECT 1 FROM t WHERE ${Array.from({ length: 3000 }, (_, i) => `a = ${i}`).join(' OR ')}`;
    const deep = `SELECT ${'('.repeat(50_000)}1${')'.repeat(50_000)}`;
    expect((await parser.parse([or, deep])).map((a) => a.ok)).toEqual([true, false]);
  });
});
