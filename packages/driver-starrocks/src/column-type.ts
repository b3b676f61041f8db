import { EngineError } from '@akili/resource';

const plain: { readonly [canonical: string]: string } = {
  boolean: 'BOOLEAN',
  integer: 'INT',
  bigint: 'BIGINT',
  float: 'FLOAT',
  double: 'DOUBLE',
  varchar: 'STRING',
  date: 'DATE',
  timestamp: 'DATETIME',
  // Iceberg tables that StarRocks creates have neither.
  uuid: 'STRING',
  json: 'STRING',
  blob: 'VARBINARY',
};

/** How an Iceberg table in StarRocks stores a canonical type. Source: docs `data_source/catalog/iceberg/DDL.md`. */
export function storedType(canonical: string): string {
  const inner = /^array\((.*)\)$/.exec(canonical)?.[1];
  if (inner !== undefined) return `ARRAY<${storedType(inner)}>`;
  const decimal = /^decimal\((\d+),\s*(\d+)\)$/.exec(canonical);
  if (decimal) return `DECIMAL(${decimal[1]},${decimal[2]})`;
  const stored = plain[canonical];
  if (stored === undefined) throw new EngineError(`StarRocks has no type for ${canonical}`);
  return stored;
}

const spellings: { readonly [shown: string]: string } = {
  'TINYINT(1)': 'BOOLEAN',
  INTEGER: 'INT',
  TEXT: 'STRING',
  BINARY: 'VARBINARY',
};

/**
 * A type as `information_schema.columns` shows it, in the spelling of `storedType`: widths of integers and of texts
 * say nothing, and decimals are shown by the size they are kept in.
 */
export function shownType(shown: string): string {
  const text = shown.toUpperCase().replaceAll(/\s/g, '');
  const inner = /^ARRAY<(.*)>$/.exec(text)?.[1];
  if (inner !== undefined) return `ARRAY<${shownType(inner)}>`;
  const decimal = /^DECIMAL(?:32|64|128|V3)?\((\d+),(\d+)\)$/.exec(text);
  if (decimal) return `DECIMAL(${decimal[1]},${decimal[2]})`;
  if (/^VARCHAR(\(|$)/.test(text)) return 'STRING';
  const known = spellings[text] ?? text;
  return /^(INT|BIGINT|SMALLINT|TINYINT|VARBINARY)\(\d+\)$/.test(known) ? known.replace(/\(.*/, '') : known;
}

/** True where Iceberg changes the type in place and no value is lost. Source: Iceberg's rules of schema evolution. */
export function widens(from: string, to: string): boolean {
  if (`${from}>${to}` === 'INT>BIGINT' || `${from}>${to}` === 'FLOAT>DOUBLE') return true;
  const [a, b] = [from, to].map((type) => /^DECIMAL\((\d+),(\d+)\)$/.exec(type));
  return !!a && !!b && a[2] === b[2] && Number(b[1]) > Number(a[1]);
}
