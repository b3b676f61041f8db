import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { openLockedInstance, qualifiedName, quoteIdentifier } from '@akili/client-duckdb';
import { emittedTextRefused, type Finding } from '@akili/diagnostics';
import { columnsDiffer } from './columns-differ.ts';
import type { DeclaredRelation } from './declared-relation.ts';
import type { EmittedText } from './emitted-text.ts';
import { duckdbType } from './engine-type.ts';
import { isKnown, subjectOf, type Judge } from './judge.ts';

interface Opened {
  readonly instance: DuckDBInstance;
  readonly connection: DuckDBConnection;
}

/**
 * Prepares texts on an in-memory DuckDB that reaches no file, network, extension or setting. While a product is judged,
 * its own catalog is the only one, and holds nothing but the tables that it declares. Nothing is ever executed.
 */
export function duckdbJudge(): Judge {
  let opened: Promise<Opened> | undefined;
  return {
    async judge(texts) {
      const known = texts.filter(isKnown);
      if (known.length === 0) return [];
      const { connection } = await (opened ??= open());
      const relations = [...new Set(known.flatMap((text) => text.reads))];
      const catalogs = new Set(relations.map((one) => one.nameOn('duckdb')[0] as string));
      for (const catalog of catalogs) await connection.run(`ATTACH ':memory:' AS ${quoteIdentifier(catalog)}`);
      try {
        for (const relation of relations) for (const sql of creation(relation)) await connection.run(sql);
        const findings: Finding[] = [];
        for (const text of known) findings.push(...(await prepare(connection, text)));
        return findings;
      } finally {
        for (const catalog of catalogs) await connection.run(`DETACH ${quoteIdentifier(catalog)}`);
      }
    },
    async close() {
      const { connection, instance } = (await opened) ?? {};
      connection?.closeSync();
      instance?.closeSync();
      opened = undefined;
    },
  };
}

async function open(): Promise<Opened> {
  const instance = await openLockedInstance();
  return { instance, connection: await instance.connect() };
}

function creation(relation: DeclaredRelation): readonly string[] {
  const name = relation.nameOn('duckdb');
  const columns = relation.columns.map((one) => `${quoteIdentifier(one.name)} ${duckdbType(one.type)}`);
  return [
    `CREATE SCHEMA IF NOT EXISTS ${qualifiedName(...name.slice(0, -1))}`,
    `CREATE TABLE IF NOT EXISTS ${qualifiedName(...name)} (${columns.join(', ')})`,
  ];
}

async function prepare(connection: DuckDBConnection, text: EmittedText): Promise<readonly Finding[]> {
  try {
    const prepared = await connection.prepare(text.sql);
    try {
      const columns = Array.from({ length: prepared.columnCount }, (_, index) => {
        const type = prepared.columnType(index);
        return { name: prepared.columnName(index), type: type.alias ?? String(type) };
      });
      return columnsDiffer(text, 'DuckDB', duckdbType, columns);
    } finally {
      prepared.destroySync();
    }
  } catch (error) {
    const problem = firstLine(error);
    return [emittedTextRefused.at(undefined, { text: text.title, engine: 'DuckDB', problem }, subjectOf(text))];
  }
}

// The lines after it quote the text, which `compile` shows.
function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0] as string;
}
