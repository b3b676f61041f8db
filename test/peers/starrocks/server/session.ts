import type { Version } from '../version.ts';
import { Failure } from './failure.ts';
import { internal, type Catalog, type Database, type Table, type World } from './world.ts';

/** Rows of an answer, or nothing but that it was done. */
export type Answer = { readonly columns: readonly string[]; readonly rows: readonly (string | null)[][] } | 'ok';

/** One connection: who it is, where it stands, and the world. */
export interface Session {
  readonly world: World;
  readonly version: Version;
  /** Identity of the user: `'name'@'%'`. */
  readonly identity: string;
  catalog: string;
  database: string | undefined;
  /** What `current_version()` says, where it is not the usual text of the version. */
  readonly release: string | undefined;
  /** How long a refresh takes, in milliseconds. */
  readonly refreshMs: number;
  /** Queries over tables whose refresh shall fail. */
  readonly failRefresh: (view: string) => boolean;
}

export interface Place {
  readonly catalog: Catalog;
  readonly database: Database;
}

export function catalogNamed({ world }: Session, name: string): Catalog {
  const found = world.catalogs.get(name);
  if (found === undefined) throw new Failure(5078, `Unknown catalog '${name}'`);
  return found;
}

/** The place of a database by one or two parts of a name. */
export function databaseAt(session: Session, name: readonly string[]): Place {
  const [database = '', catalogName = session.catalog] = name.toReversed();
  const catalog = catalogNamed(session, catalogName);
  const found = catalog.databases.get(database);
  if (found === undefined) throw new Failure(5501, `Unknown database '${database}'`);
  return { catalog, database: found };
}

/** The place and the last part of a name of an object. */
export function placeOf(session: Session, name: readonly string[]): Place & { readonly name: string } {
  const parts = name.length === 1 && session.database !== undefined ? [session.database, ...name] : name;
  return { ...databaseAt(session, parts.slice(0, -1)), name: parts.at(-1) ?? '' };
}

export function tableAt(session: Session, name: readonly string[]): Place & { readonly table: Table } {
  const place = placeOf(session, name);
  const table = place.database.tables.get(place.name);
  if (table === undefined) throw new Failure(5502, `Unknown table '${place.name}'`);
  return { ...place, table };
}

export const fullName = (catalog: string, database: string, table: string): string => `${catalog}.${database}.${table}`;

/** Name, database and catalog of everything that a materialized view is. */
export function allViews(world: World): readonly { readonly database: Database; readonly table: Table }[] {
  const databases = [...(world.catalogs.get(internal)?.databases.values() ?? [])];
  return databases.flatMap((database) =>
    [...database.tables.values()].filter((table) => table.view).map((table) => ({ database, table })),
  );
}

/** Views on a table that went, came or changed fall asleep. */
export function deactivate(session: Session, base: string, reason: string): void {
  for (const { table } of allViews(session.world))
    if (table.view?.reads.includes(base) === true) {
      table.view.active = false;
      table.view.reason = reason;
    }
}
