import type { Target } from '@akili/model';
import { writeType } from '@akili/model';
import type { ExprType } from '../analyse/expr-type.ts';

/** What differs between targets in the spelling of names, texts and types. */
export interface Dialect {
  readonly target: Target;
  /** How messages call it. */
  readonly title: string;
  quote(name: string): string;
  string(text: string): string;
  typeName(type: ExprType): string;
}

const doubleQuoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const standardString = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function typeNames(names: Readonly<Record<string, string>>, array: (of: string) => string): (type: ExprType) => string {
  const write = (type: ExprType): string => {
    if (type.kind === 'array') return array(write(type.of));
    if (type.kind === 'decimal') return `${names['decimal']}(${type.precision},${type.scale})`;
    return (
      names[type.kind] ??
      (type.kind === 'null' ? 'NULL' : type.kind === 'interval' ? 'INTERVAL' : writeType(type as never))
    );
  };
  return write;
}

const duckdb: Dialect = {
  target: 'duckdb',
  title: 'DuckDB',
  quote: doubleQuoted,
  string: standardString,
  typeName: typeNames(
    {
      boolean: 'BOOLEAN',
      integer: 'INTEGER',
      bigint: 'BIGINT',
      hugeint: 'HUGEINT',
      float: 'FLOAT',
      double: 'DOUBLE',
      decimal: 'DECIMAL',
      varchar: 'VARCHAR',
      date: 'DATE',
      timestamp: 'TIMESTAMP',
      uuid: 'UUID',
      json: 'JSON',
      blob: 'BLOB',
    },
    (of) => `${of}[]`,
  ),
};

const postgres: Dialect = {
  target: 'postgres',
  title: 'PostgreSQL',
  quote: doubleQuoted,
  // standard_conforming_strings has been on since PostgreSQL 9.1: a backslash means itself.
  string: standardString,
  typeName: typeNames(
    {
      boolean: 'boolean',
      integer: 'integer',
      bigint: 'bigint',
      hugeint: 'numeric',
      float: 'real',
      double: 'double precision',
      decimal: 'numeric',
      varchar: 'text',
      date: 'date',
      timestamp: 'timestamp',
      uuid: 'uuid',
      json: 'jsonb',
      blob: 'bytea',
    },
    (of) => `${of}[]`,
  ),
};

const starrocks: Dialect = {
  target: 'starrocks',
  title: 'StarRocks',
  quote: (name) => `\`${name.replaceAll('`', '``')}\``,
  string: (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`,
  typeName: typeNames(
    {
      boolean: 'BOOLEAN',
      integer: 'INT',
      bigint: 'BIGINT',
      hugeint: 'LARGEINT',
      float: 'FLOAT',
      double: 'DOUBLE',
      decimal: 'DECIMAL',
      varchar: 'VARCHAR(65533)',
      date: 'DATE',
      timestamp: 'DATETIME',
      uuid: 'VARCHAR(36)',
      json: 'JSON',
      blob: 'VARBINARY',
    },
    (of) => `ARRAY<${of}>`,
  ),
};

/** The spelling of a target. */
export const dialects: Readonly<Record<Target, Dialect>> = { duckdb, postgres, starrocks };
