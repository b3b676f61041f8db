import { atLeast } from '../version.ts';
import type { Session } from './session.ts';
import type { Entry, World } from './world.ts';

/** Names of what an entry is on; undefined where that is gone. */
export function namesOf(world: World, entry: Entry) {
  const catalog =
    entry.catalog === '*' ? undefined : [...world.catalogs.values()].find(({ id }) => id === entry.catalog);
  if (entry.catalog !== '*' && catalog === undefined) return undefined;
  const database =
    typeof entry.database === 'number'
      ? [...(catalog?.databases.values() ?? [])].find(({ id }) => id === entry.database)
      : undefined;
  if (typeof entry.database === 'number' && database === undefined) return undefined;
  const object =
    typeof entry.object === 'number'
      ? [...(database?.tables.values() ?? [])].find(({ id }) => id === entry.object)
      : undefined;
  if (typeof entry.object === 'number' && object === undefined) return undefined;
  return { catalog, database, object };
}

/** Rows of SHOW GRANTS: catalog and text. Privileges on one thing stand in one row, in an order of the engine's own. */
export function printedGrants({ world, version }: Session, holder: string, to: string): [string | null, string][] {
  const rows = new Map<
    string,
    { readonly catalog: string | null; readonly privileges: string[]; readonly rest: string }
  >();
  for (const entry of world.entries) {
    if (entry.grantee !== holder) continue;
    const names = namesOf(world, entry);
    if (names === undefined) continue;
    const rest = `ON ${objectText(entry, names)} TO ${to}${entry.option ? ' WITH GRANT OPTION' : ''}`;
    const catalog = entry.catalog === 1 ? 'default' : (names.catalog?.name ?? null);
    const key = `${catalog ?? ''} ${rest}`;
    const row = rows.get(key) ?? { catalog, privileges: [], rest };
    row.privileges.unshift(entry.privilege);
    rows.set(key, row);
  }
  const end = atLeast(version, '4.0') ? ';' : '';
  const separator = atLeast(version, '4.0') ? ' ' : '_';
  const printed = [...rows.values()].map(({ catalog, privileges, rest }): [string | null, string] => [
    catalog,
    `GRANT ${privileges.map((one) => one.replaceAll(' ', separator)).join(', ')} ${rest}${end}`,
  ]);
  const roles = world.edges.filter((edge) => edge.holder === holder).map(({ role }) => `'${role}'`);
  return [...(roles.length === 0 ? [] : [[null, `GRANT ${roles.join(', ')} TO ${to}`] as [null, string]]), ...printed];
}

function objectText(entry: Entry, { catalog, database, object }: NonNullable<ReturnType<typeof namesOf>>): string {
  const plural = `${entry.type}S`;
  if (entry.type === 'SYSTEM') return 'SYSTEM';
  if (entry.type === 'CATALOG') return catalog === undefined ? `ALL ${plural}` : `CATALOG ${catalog.name}`;
  if (entry.type === 'DATABASE') return database === undefined ? `ALL ${plural}` : `DATABASE ${database.name}`;
  if (database === undefined) return `ALL ${plural} IN ALL DATABASES`;
  return object === undefined
    ? `ALL ${plural} IN DATABASE ${database.name}`
    : `${entry.type} ${database.name}.${object.name}`;
}
