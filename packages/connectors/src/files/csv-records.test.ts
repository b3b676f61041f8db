import { expect, test } from 'vitest';
import { csvRecords } from './csv-records.ts';

async function records(...pieces: readonly string[]): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  const source = (async function* () {
    yield* pieces;
  })();
  for await (const one of csvRecords(source, 'f.csv')) all.push(one);
  return all;
}

test('quotes, blanks, line ends and what is empty', async () => {
  expect(await records('\ufeffid,text\r\n1,"a ""b"", \r\n🦆"\r\n2,\r\n3,""\n4, x \n')).toEqual([
    { id: '1', text: 'a "b", \r\n🦆' },
    { id: '2', text: null },
    { id: '3', text: '' },
    { id: '4', text: ' x ' },
  ]);
});

test('pieces may end anywhere, the file without a line end', async () => {
  expect(await records('i', 'd,t\n1', ',"x', '""', '"\n', '2,y')).toEqual([
    { id: '1', t: 'x"' },
    { id: '2', t: 'y' },
  ]);
});

test.each([
  ['id,t\n1\n', 'f.csv has a line of 1 fields, and 2 columns'],
  ['id,id\n1,2\n', 'f.csv names a column twice'],
  ['id\n"1\n', 'f.csv ends inside quotes'],
  ['id\n1"2\n', 'f.csv has a quote inside a field without quotes'],
  ['id\n"1"2\n', 'f.csv has text behind a closing quote'],
])('%j is refused', async (text, message) => {
  await expect(records(text)).rejects.toThrow(message);
});
