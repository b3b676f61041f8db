import { isAdministrator, seesCatalog, seesDatabase } from './access.ts';
import { namesOf } from './printed-grants.ts';
import { catalogNamed, type Session } from './session.ts';
import { internal, type Column, type Database, type Entry, type Table } from './world.ts';

/** Rows of what the engine keeps about itself, by column in upper case. */
export type SystemRow = { readonly [column: string]: string | null };

/** A type as `information_schema.columns` writes it. */
export function shownColumn({ type }: Column): string {
  const lower = type.toLowerCase().replaceAll(/\bstring\b/g, 'varchar(1073741824)');
  return lower.replaceAll(/decimal\((\d+),(\d+)\)/g, 'decimal($1, $2)');
}

/** The whole statement, qualified and with what the engine adds, so that comparing texts would always differ. */
export function definitionOf(database: Database, table: Table): string {
  const { view } = table;
  if (view === undefined) {
    const columns = table.columns
      .map((column) => `  \`${column.name}\` ${shownColumn(column)} DEFAULT NULL`)
      .join(',\n');
    const order = table.sortKey.length === 0 ? '' : `\nORDER BY (${table.sortKey.join(',')})`;
    return `CREATE TABLE \`${table.name}\` (\n${columns}\n)\nCOMMENT ("${table.comment}")${order}`;
  }
  const properties = new Map([['replicated_storage', 'true'], ['storage_medium', 'HDD'], ...view.properties]);
  const list = [...properties].map(([key, value]) => `"${key}" = "${value}"`).join(',\n');
  const order = table.sortKey.length === 0 ? '' : `\nORDER BY (${table.sortKey.map((key) => `\`${key}\``).join(', ')})`;
  return `CREATE MATERIALIZED VIEW \`${database.name}\`.\`${table.name}\`\nCOMMENT "${table.comment}"\nDISTRIBUTED BY RANDOM${order}\nREFRESH ${view.scheme}\nPROPERTIES (\n${list}\n)\nAS ${view.query};`;
}

/** The rows of a system table. Undefined: there is none of that name. */
export function systemRows(session: Session, name: readonly string[]): readonly SystemRow[] | undefined {
  const [table = '', schema = '', catalogName = session.catalog] = name.toReversed().map((one) => one.toLowerCase());
  if (schema === 'sys') return sysRows(session, table);
  if (schema !== 'information_schema') return undefined;
  const catalog = catalogNamed(session, catalogName);
  const databases = seesCatalog(session, catalog.id)
    ? [...catalog.databases.values()].filter(({ id }) => seesDatabase(session, catalog.id, id))
    : [];
  const all = databases.flatMap((database) => [...database.tables.values()].map((one) => ({ database, table: one })));
  const base = (one: { readonly database: Database; readonly table: Table }) => ({
    TABLE_SCHEMA: one.database.name,
    TABLE_NAME: one.table.name,
  });
  switch (table) {
    case 'schemata':
      return [...databases.map(({ name: one }) => one), 'information_schema'].map((SCHEMA_NAME) => ({ SCHEMA_NAME }));
    case 'tables':
      return all.map((one) => ({
        ...base(one),
        TABLE_TYPE: one.table.view === undefined ? 'BASE TABLE' : 'VIEW',
        TABLE_COMMENT: one.table.comment,
      }));
    case 'columns':
      return all.flatMap((one) =>
        one.table.columns.map((column) => ({
          ...base(one),
          COLUMN_NAME: column.name,
          COLUMN_TYPE: shownColumn(column),
        })),
      );
    case 'materialized_views':
      return catalog.name === internal
        ? all.filter((one) => one.table.view).map((one) => ({ ...base(one), ...viewRow(one) }))
        : [];
    default:
      return undefined;
  }
}

function viewRow({ database, table }: { readonly database: Database; readonly table: Table }): SystemRow {
  return {
    MATERIALIZED_VIEW_ID: String(table.id),
    IS_ACTIVE: String(table.view?.active ?? false),
    INACTIVE_REASON: table.view?.reason ?? '',
    LAST_REFRESH_STATE: table.view?.state ?? null,
    LAST_REFRESH_ERROR_MESSAGE: table.view?.state === 'FAILED' ? 'memory of process exceeded' : '',
    MATERIALIZED_VIEW_DEFINITION: definitionOf(database, table),
  };
}

const systemHolders = new Set(['role root', 'role cluster_admin', 'role db_admin', 'role user_admin', 'role public']);

function sysRows(session: Session, table: string): readonly SystemRow[] | undefined {
  const { world } = session;
  if (!isAdministrator(session)) return [];
  if (table === 'role_edges')
    return world.edges.map(({ role, holder }) => ({
      FROM_ROLE: role,
      TO_ROLE: holder.startsWith('role ') ? holder.slice(5) : null,
      TO_USER: holder.startsWith('user ') ? holder.slice(5) : null,
    }));
  const kind = table === 'grants_to_roles' ? 'role ' : table === 'grants_to_users' ? 'user ' : undefined;
  if (kind === undefined) return undefined;
  return world.entries
    .filter((entry) => entry.grantee.startsWith(kind) && !systemHolders.has(entry.grantee))
    .flatMap((entry) => expanded(session, entry));
}

/** A grant on all of a kind is shown as one row for each thing there is. */
function expanded(session: Session, entry: Entry): readonly SystemRow[] {
  const names = namesOf(session.world, entry);
  if (names === undefined) return [];
  const row = (catalog: string | null, database: string | null, object: string | null): SystemRow => ({
    GRANTEE: entry.grantee.slice(5),
    OBJECT_CATALOG: catalog,
    OBJECT_DATABASE: database,
    OBJECT_NAME: object,
    OBJECT_TYPE: entry.type,
    PRIVILEGE_TYPE: entry.privilege,
    IS_GRANTABLE: entry.option ? 'YES' : 'NO',
  });
  const catalogs = names.catalog === undefined ? [...session.world.catalogs.values()] : [names.catalog];
  if (entry.type === 'SYSTEM') return [row(null, null, null)];
  if (entry.type === 'CATALOG') return catalogs.map(({ name }) => row(name, null, null));
  return catalogs.flatMap((catalog) => {
    const databases = names.database === undefined ? [...catalog.databases.values()] : [names.database];
    if (entry.type === 'DATABASE') return databases.map(({ name }) => row(catalog.name, name, null));
    return databases.flatMap((database) => {
      const tables = names.object === undefined ? [...database.tables.values()] : [names.object];
      const fits = tables.filter((one) => (one.view !== undefined) === (entry.type === 'MATERIALIZED VIEW'));
      return fits.map((one) => row(catalog.name, database.name, one.name));
    });
  });
}
