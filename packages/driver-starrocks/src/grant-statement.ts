import { readGrantKey, type Grant } from './grant.ts';
import { identifier, qualified } from './quote.ts';

/** A statement about privileges: which catalog the session must stand in, and the grants it is about, as keys. */
export type GrantStatement = {
  readonly sql: string;
  readonly catalog: string | null;
  readonly grants: readonly string[];
  readonly revoke: boolean;
};

/** The GRANTs or REVOKEs for these keys: one a thing, with all its privileges. `role` is the grantee. */
export function grantStatements(
  keys: readonly string[],
  role: string,
  { revoke }: { readonly revoke: boolean },
): readonly GrantStatement[] {
  const groups = new Map<string, { readonly of: Grant; readonly keys: string[] }>();
  for (const key of keys.toSorted()) {
    const of = readGrantKey(key);
    const id = JSON.stringify([of.type, of.catalog, of.database, of.object, of.grantOption]);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, { of, keys: [key] });
    else group.keys.push(key);
  }
  return [...groups.values()].map((group) => {
    const list = group.keys.map((key) => readGrantKey(key).privilege).join(', ');
    const { of } = group;
    const inCatalog = of.type !== 'CATALOG' && of.type !== 'SYSTEM' && of.type !== 'RESOURCE GROUP';
    const head = revoke ? 'REVOKE' : 'GRANT';
    const tail = `${revoke ? 'FROM' : 'TO'} ROLE ${identifier(role)}`;
    // A privilege is revoked with its option.
    const option = !revoke && of.grantOption === true ? ' WITH GRANT OPTION' : '';
    const sql = `${head} ${list} ON ${objectText(of)} ${tail}${option}`;
    return { sql, catalog: inCatalog ? of.catalog : null, grants: group.keys, revoke };
  });
}

const plurals: { readonly [type: string]: string } = {
  CATALOG: 'CATALOGS',
  DATABASE: 'DATABASES',
  TABLE: 'TABLES',
  VIEW: 'VIEWS',
  'MATERIALIZED VIEW': 'MATERIALIZED VIEWS',
  'RESOURCE GROUP': 'RESOURCE GROUPS',
};

function objectText({ type, catalog, database, object }: Grant): string {
  const plural = plurals[type] ?? type;
  if (type === 'SYSTEM') return 'SYSTEM';
  if (type === 'CATALOG' || type === 'RESOURCE GROUP')
    return catalog === '*' ? `ALL ${plural}` : `${type} ${identifier(catalog)}`;
  if (type === 'DATABASE') return database === '*' ? `ALL ${plural}` : `DATABASE ${identifier(database ?? '')}`;
  if (database === '*') return `ALL ${plural} IN ALL DATABASES`;
  if (object === '*') return `ALL ${plural} IN DATABASE ${identifier(database ?? '')}`;
  return `${type} ${qualified(database ?? '', object ?? '')}`;
}
