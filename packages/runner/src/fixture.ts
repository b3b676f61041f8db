import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { openFileReader, quoteLiteral, type TextBatch } from '@akili/client-duckdb';
import { EngineError } from '@akili/resource';

/** A fixture larger than this is refused: it is a sample that people keep in the repository. */
export const fixtureLimit = 256 * 1024 * 1024;

/** A file that stands for an input. */
export interface Fixture {
  /** From the repository's root. */
  readonly path: string;
  readonly format: 'csv' | 'json' | 'parquet';
}

const formats = ['csv', 'json', 'parquet'] as const;

/**
 * The fixture of an input: `fixtures/<input>.csv`, `.json` or `.parquet` of the product's folder; undefined where there
 * is none. Throws EngineError where a link stands anywhere on the way, where there are two, or one is too large.
 */
export function findFixture(root: string, productFolder: string, input: string): Fixture | undefined {
  const found = formats.flatMap((format): Fixture[] => {
    const path = `${productFolder}/fixtures/${input}.${format}`;
    return isPlainFile(root, path) ? [{ path, format }] : [];
  });
  if (found.length > 1) {
    throw new EngineError(`there are ${found.map(({ path }) => `\`${path}\``).join(' and ')}, and only one can count`);
  }
  return found[0];
}

function isPlainFile(root: string, path: string): boolean {
  let at = root;
  for (const segment of path.split('/')) {
    at = join(at, segment);
    const stats = lstatSync(at, { throwIfNoEntry: false });
    if (stats === undefined) return false;
    if (stats.isSymbolicLink()) throw new EngineError(`\`${path}\` is, or lies behind, a symbolic link`);
    if (stats.isDirectory()) continue;
    if (!stats.isFile()) throw new EngineError(`\`${path}\` is no plain file`);
    if (stats.size > fixtureLimit) throw new EngineError(`\`${path}\` is larger than ${fixtureLimit >> 20} MiB`);
    return at === join(root, path);
  }
  return false;
}

/**
 * The rows of a fixture as texts, in batches, read by an instance that reaches nothing but this file. CSV: a header,
 * commas, double quotes; an empty field is NULL and `""` the empty text. JSON: an array of objects or one object a
 * line; a member that is missing is NULL, and a number of more than 15 digits is written as a text, since JSON's
 * numbers are doubles to the reader. Throws EngineError, for a column that is missing too.
 */
export async function* readFixture(
  root: string,
  { path, format }: Fixture,
  columns: readonly string[],
  spill: string,
  signal: AbortSignal,
): AsyncIterable<TextBatch> {
  const file = join(root, path);
  const reader = await openFileReader(file, spill);
  try {
    const from = source(format, quoteLiteral(file), columns);
    const known = new Map((await reader.columns(`SELECT * FROM ${from}`, signal)).map((name) => [fold(name), name]));
    const missing = columns.filter((column) => !known.has(fold(column)));
    if (missing.length > 0) throw new EngineError(`\`${path}\` has no column ${missing.map(quoted).join(', ')}`);
    const list = columns.map((column) => `CAST(${identifier(known.get(fold(column)) ?? column)} AS VARCHAR)`);
    yield* reader.rows(`SELECT ${list.join(', ')} FROM ${from}`, signal);
  } finally {
    reader.close();
  }
}

function source(format: Fixture['format'], file: string, columns: readonly string[]): string {
  switch (format) {
    case 'csv':
      return `read_csv(${file}, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false, strict_mode = true, sample_size = -1)`;
    case 'json':
      return `read_json(${file}, format = 'auto', maximum_object_size = 16777216, columns = {${columns.map((name) => `${identifier(name)}: 'VARCHAR'`).join(', ')}})`;
    case 'parquet':
      return `read_parquet(${file})`;
  }
}

const fold = (name: string): string => name.toLowerCase();
const quoted = (name: string): string => `\`${name}\``;
const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
