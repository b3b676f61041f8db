import { internalCatalog } from './kinds.ts';
import type { Grant } from './grant.ts';

/** What one row of SHOW GRANTS says: privileges, or roles that are granted to the role. */
export interface GrantRow {
  readonly grants: readonly Grant[];
  readonly roles: readonly string[];
}

/**
 * Reads a row of SHOW GRANTS: `GRANT SELECT, ALTER ON ALL TABLES IN DATABASE sales TO ROLE 'r' WITH GRANT OPTION`.
 * Privileges come with underscores or spaces, several in one row, names quoted or not, with or without a semicolon; the
 * catalog is a column of its own (`default`, `default_catalog` or null for the internal one).
 */
export function readGrantRow(catalogShown: string | null, text: string): GrantRow {
  const line = text.trim().replace(/;$/, '');
  const onObject = /^GRANT\s+(.+?)\s+ON\s+(.+)\s+TO\s+(?:ROLE\s+|USER\s+)?.+?(\s+WITH\s+GRANT\s+OPTION)?$/is.exec(line);
  if (onObject === null) {
    const roles = /^GRANT\s+(.+?)\s+TO\s+/is.exec(line)?.[1] ?? '';
    return { grants: [], roles: splitNames(roles) };
  }
  const catalog = catalogShown === null || /^(default|null)$/i.test(catalogShown) ? internalCatalog : catalogShown;
  const privileges = (onObject[1] as string).split(',').map((one) => one.trim().toUpperCase().replaceAll('_', ' '));
  const things = readObjects(onObject[2] as string, catalog);
  const option = onObject[3] === undefined ? {} : { grantOption: true };
  return {
    grants: privileges.flatMap((privilege) => things.map((thing) => ({ privilege, ...thing, ...option }))),
    roles: [],
  };
}

type Thing = Omit<Grant, 'privilege' | 'grantOption'>;

const types = ['MATERIALIZED VIEW', 'RESOURCE GROUP', 'CATALOG', 'DATABASE', 'TABLE', 'VIEW', 'SYSTEM', 'FUNCTION'];

function readObjects(text: string, catalog: string): readonly Thing[] {
  const all = /^ALL\s+(.+?)S(?:\s+IN\s+(?:(ALL\s+DATABASES)|DATABASE\s+(.+)))?$/is.exec(text);
  if (all !== null) {
    const type = (all[1] as string).toUpperCase().replaceAll('_', ' ');
    if (type === 'CATALOG' || type === 'RESOURCE GROUP') return [{ type, catalog: '*' }];
    if (type === 'DATABASE') return [{ type, catalog, database: '*' }];
    const databases = all[3] === undefined ? ['*'] : splitNames(all[3]);
    return databases.map((database) => ({ type, catalog, database, object: '*' }));
  }
  const upper = text.toUpperCase();
  const type = types.find((one) => upper === one || upper.startsWith(`${one} `)) ?? 'TABLE';
  if (type === 'SYSTEM') return [{ type, catalog: '*' }];
  const names = upper.startsWith(type) ? text.slice(type.length).trim() : text;
  return splitOutside(names, ',').map((name): Thing => {
    if (type === 'CATALOG' || type === 'RESOURCE GROUP') return { type, catalog: unquoted(name) };
    if (type === 'DATABASE') return { type, catalog, database: lastParts(name, 1)[0] ?? name };
    const [database = '', object = ''] = lastParts(name, 2);
    return { type, catalog, database, object };
  });
}

/** The last parts of a name that may be qualified further than it has to be. */
function lastParts(name: string, count: number): readonly string[] {
  return splitOutside(name, '.').map(unquoted).slice(-count);
}

/** Names between commas, without their quotes. */
function splitNames(text: string): readonly string[] {
  return splitOutside(text, ',').map(unquoted);
}

/** Splits where the separator stands outside of quotes. */
function splitOutside(text: string, separator: string): readonly string[] {
  const parts = text.match(
    separator === ',' ? /(?:`[^`]*`|'[^']*'|"[^"]*"|[^,])+/g : /(?:`[^`]*`|'[^']*'|"[^"]*"|[^.])+/g,
  );
  return (parts ?? []).map((one) => one.trim()).filter((one) => one !== '');
}

function unquoted(name: string): string {
  return /^(['`"])[^'`"]*\1$/.test(name) ? name.slice(1, -1) : name;
}
