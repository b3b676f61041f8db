import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, test } from 'vitest';
import { shapes } from './golden/shapes.ts';
import { parser } from './translate.ts';

/**
 * The trees of the pinned DuckDB, shape by shape. Its JSON is no promise: whoever takes a new version sees here which
 * trees change, reads `packages/sql/src/tree` against each of them, and writes them anew with `npm run bless`.
 */
const pinned = 'v1.5.6';
const folder = fileURLToPath(new URL('./golden/generated/', import.meta.url));
const fileOf = (name: string): string => `${folder}${name.replaceAll(' ', '-')}.json`;
const blessing = process.env['BLESS'] === '1';

const names = Object.keys(shapes);
const trees = new Map<string, unknown>();
const parsed = await parser.parse(Object.values(shapes));
parsed.forEach((answer, i) => {
  const refused = { refused: answer.ok ? undefined : answer.message };
  trees.set(names[i] as string, answer.ok ? (JSON.parse(answer.json) as unknown) : refused);
});

if (blessing) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, tree] of trees) writeFileSync(fileOf(name), `${JSON.stringify(tree, undefined, 1)}\n`);
}

afterAll(() => parser.close());

describe(`trees of DuckDB ${pinned}`, () => {
  test('come from that version', async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const [[version]] = (await connection.runAndReadAll('SELECT version()')).getRowsJson() as [[string]];
    connection.closeSync();
    instance.closeSync();
    expect(version, 'another DuckDB: see which trees below changed, and what reads them').toBe(pinned);
  });

  test.each(names)('%s', (name) => {
    const golden = JSON.parse(readFileSync(fileOf(name), 'utf8')) as unknown;
    expect(trees.get(name), `DuckDB gives another tree for: ${shapes[name]}`).toEqual(golden);
  });

  test('are those of the shapes, no more', () => {
    const files = names.map((name) => `${name.replaceAll(' ', '-')}.json`);
    expect(readdirSync(folder).sort()).toEqual(files.sort());
  });
});
