import type { SourceDialect } from '@akili/model';
import { solid, splitAt, wordOf, type Node } from './token.ts';
import type { Writer } from './writer.ts';

type Meaning = string | { readonly as: string; readonly confirm: string } | { readonly refuse: string };

const zone = 'the authoring dialect has no type with a zone: a TIMESTAMP is UTC';
const shortened = 'a text has no length here, so that nothing is cut off or padded';

const common: Readonly<Record<string, Meaning>> = {
  BOOLEAN: 'BOOLEAN',
  BOOL: 'BOOLEAN',
  SMALLINT: 'INTEGER',
  TINYINT: 'INTEGER',
  INT: 'INTEGER',
  INTEGER: 'INTEGER',
  INT2: 'INTEGER',
  INT4: 'INTEGER',
  INT8: 'BIGINT',
  BIGINT: 'BIGINT',
  DOUBLE: 'DOUBLE',
  'DOUBLE PRECISION': 'DOUBLE',
  FLOAT4: 'FLOAT',
  FLOAT8: 'DOUBLE',
  FLOAT: 'DOUBLE',
  REAL: 'FLOAT',
  TEXT: 'VARCHAR',
  STRING: 'VARCHAR',
  VARCHAR: 'VARCHAR',
  'CHARACTER VARYING': 'VARCHAR',
  NVARCHAR: 'VARCHAR',
  DATE: 'DATE',
  TIMESTAMP: 'TIMESTAMP',
  'TIMESTAMP WITHOUT TIME ZONE': 'TIMESTAMP',
  DATETIME: 'TIMESTAMP',
  UUID: 'UUID',
  JSON: 'JSON',
  JSONB: 'JSON',
  CHAR: { as: 'VARCHAR', confirm: shortened },
  NCHAR: { as: 'VARCHAR', confirm: shortened },
  TIMESTAMPTZ: { as: 'TIMESTAMP', confirm: zone },
  'TIMESTAMP WITH TIME ZONE': { as: 'TIMESTAMP', confirm: zone },
};

const bare = { as: 'DECIMAL(38, 9)', confirm: 'a number without a scale keeps 9 digits of its fraction here' };
const read = 'a text that is no whole number fails here, and is 0 or cut off there';
const unsigned = { as: 'BIGINT', confirm: 'there is no unsigned type here, and a negative value stays negative' };

const own: Readonly<Record<SourceDialect, Readonly<Record<string, Meaning>>>> = {
  postgres: { NUMERIC: bare, DECIMAL: bare },
  redshift: { NUMERIC: 'DECIMAL(18, 0)', DECIMAL: 'DECIMAL(18, 0)', SUPER: 'JSON' },
  snowflake: {
    NUMBER: 'DECIMAL(38, 0)',
    NUMERIC: 'DECIMAL(38, 0)',
    DECIMAL: 'DECIMAL(38, 0)',
    REAL: 'DOUBLE',
    FLOAT4: 'DOUBLE',
    INT: 'BIGINT',
    INTEGER: 'BIGINT',
    TIMESTAMP_NTZ: 'TIMESTAMP',
    TIMESTAMP_TZ: { as: 'TIMESTAMP', confirm: zone },
    TIMESTAMP_LTZ: { as: 'TIMESTAMP', confirm: zone },
    VARIANT: 'JSON',
    OBJECT: 'JSON',
  },
  bigquery: {
    INT64: 'BIGINT',
    INT: 'BIGINT',
    INTEGER: 'BIGINT',
    SMALLINT: 'BIGINT',
    FLOAT64: 'DOUBLE',
    NUMERIC: 'DECIMAL(38, 9)',
    BIGNUMERIC: bare,
    BYTES: 'BLOB',
  },
  mysql: {
    SIGNED: { as: 'BIGINT', confirm: read },
    'SIGNED INTEGER': { as: 'BIGINT', confirm: read },
    UNSIGNED: unsigned,
    'UNSIGNED INTEGER': unsigned,
    DECIMAL: 'DECIMAL(10, 0)',
    REAL: 'DOUBLE',
    FLOAT: 'FLOAT',
  },
  mariadb: {
    SIGNED: { as: 'BIGINT', confirm: read },
    'SIGNED INTEGER': { as: 'BIGINT', confirm: read },
    UNSIGNED: unsigned,
    'UNSIGNED INTEGER': unsigned,
    DECIMAL: 'DECIMAL(10, 0)',
    FLOAT: 'FLOAT',
  },
  sqlite: {
    INTEGER: { as: 'BIGINT', confirm: 'SQLite reads as much of a text as is a number, where this fails' },
    REAL: { as: 'DOUBLE', confirm: 'SQLite reads as much of a text as is a number, where this fails' },
    NUMERIC: { refuse: 'SQLite chooses between integer and real by the value; name the type that is meant.' },
    DATE: { refuse: 'SQLite has no dates: this takes the leading number. Write DATE(x) there, CAST(x AS DATE) here.' },
  },
  transactsql: {
    BIT: 'BOOLEAN',
    MONEY: 'DECIMAL(19, 4)',
    DECIMAL: 'DECIMAL(18, 0)',
    NUMERIC: 'DECIMAL(18, 0)',
    DATETIME2: 'TIMESTAMP',
    SMALLDATETIME: { as: 'TIMESTAMP', confirm: 'SQL Server rounds it to minutes' },
    DATETIME: { as: 'TIMESTAMP', confirm: 'SQL Server rounds it to 3 milliseconds' },
    DATETIMEOFFSET: { as: 'TIMESTAMP', confirm: zone },
    UNIQUEIDENTIFIER: 'UUID',
    TIMESTAMP: { refuse: 'In SQL Server this is a row version, no time.' },
  },
};

/** A type of a cast as the authoring dialect writes it. */
export function writeType(nodes: readonly Node[], writer: Writer): string {
  const parts = solid(nodes);
  const range = { start: parts[0]?.start ?? 0, end: parts.at(-1)?.end ?? 0 };
  const words = parts.filter((part) => part.kind === 'word').map(wordOf);
  const size = parts.find((part) => part.kind === 'group' && part.open === '(');
  const isList = parts.some((part) => part.kind === 'group' && part.open === '[');
  const name = words.join(' ');
  const numbers = size?.kind === 'group' ? splitAt(size.nodes, ',').map((one) => solid(one).map(textOf).join('')) : [];
  const finish = (type: string): string => (isList ? `${type}[]` : type);
  if (numbers.length > 0 && /^(DECIMAL|NUMERIC|NUMBER|DEC)$/.test(name)) {
    return finish(`DECIMAL(${numbers.join(', ')}${numbers.length === 1 ? ', 0' : ''})`);
  }
  const meaning = own[writer.dialect][name] ?? common[name];
  if (meaning === undefined) {
    writer.refused(range, `the type ${writer.source.slice(range.start, range.end)}`, 'It has no counterpart here.');
    return finish('VARCHAR');
  }
  if (typeof meaning !== 'string' && 'refuse' in meaning) {
    writer.refused(range, `the type ${name}`, meaning.refuse);
    return finish('VARCHAR');
  }
  if (numbers.length > 0 && /CHAR|STRING|TEXT/.test(name) && typeof meaning === 'string') {
    writer.confirm(range, `the type ${name}(${numbers.join(',')})`, shortened);
  }
  if (typeof meaning === 'string') return finish(meaning);
  writer.confirm(range, `the type ${name}`, meaning.confirm);
  return finish(meaning.as);
}

function textOf(node: Node): string {
  return node.kind === 'group' ? '' : node.text;
}
