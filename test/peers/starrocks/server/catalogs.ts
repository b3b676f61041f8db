import type { CreateCatalog, CreateDatabase, Drop, Statement } from '../statement/statement.ts';
import { demand } from './access.ts';
import { analyzing, Failure } from './failure.ts';
import { catalogNamed, deactivate, fullName, type Answer, type Session } from './session.ts';
import { internal, type Catalog } from './world.ts';

const system = { type: 'SYSTEM', catalog: '*', database: null, object: null, name: '' } as const;

export function createCatalog(session: Session, statement: CreateCatalog): Answer {
  const { world } = session;
  demand(session, 'CREATE EXTERNAL CATALOG', system);
  if (world.catalogs.has(statement.name)) {
    if (statement.ifNotExists) return 'ok';
    throw new Failure(5514, `Catalog '${statement.name}' already exists`);
  }
  const properties = new Map(statement.properties);
  if (properties.get('type') !== 'iceberg')
    throw analyzing(`[type : ${properties.get('type') ?? ''}] is not supported`);
  if (properties.get('iceberg.catalog.uri') === undefined) throw analyzing('iceberg.catalog.uri must be set');
  const warehouse = properties.get('iceberg.catalog.warehouse') ?? '';
  const databases = world.warehouses.get(warehouse) ?? new Map();
  world.warehouses.set(warehouse, databases);
  const id = world.nextId();
  world.catalogs.set(statement.name, {
    id,
    name: statement.name,
    comment: statement.comment ?? '',
    properties,
    databases,
  });
  return 'ok';
}

/** As limited as the documentation says: only who controls access can be changed. */
export function alterCatalog(session: Session, statement: Extract<Statement, { kind: 'alterCatalog' }>): Answer {
  catalogNamed(session, statement.name);
  const [key = ''] = statement.properties.map(([one]) => one).filter((one) => one !== 'catalog.access.control');
  if (key !== '') throw analyzing(`Not support altering property ${key} of this catalog`);
  return 'ok';
}

/** What is in the warehouse stays; the grants on all that is in the catalog go. */
export function dropCatalog(session: Session, statement: Drop): Answer {
  const { world } = session;
  const [name = ''] = statement.name;
  const catalog = world.catalogs.get(name);
  if (catalog === undefined) {
    if (statement.ifExists) return 'ok';
    throw new Failure(5078, `Unknown catalog '${name}'`);
  }
  if (name === internal) throw analyzing('Can not drop the internal catalog');
  demand(session, 'DROP', { ...catalogTarget(catalog) });
  world.catalogs.delete(name);
  forget(session, (entry) => entry.catalog === catalog.id);
  for (const database of catalog.databases.values())
    for (const table of database.tables.values())
      deactivate(session, fullName(name, database.name, table.name), `base table dropped: ${table.name}`);
  return 'ok';
}

export function createDatabase(session: Session, statement: CreateDatabase): Answer {
  const [name = '', catalogName = session.catalog] = statement.name.toReversed();
  const catalog = catalogNamed(session, catalogName);
  demand(session, 'CREATE DATABASE', catalogTarget(catalog));
  if (catalog.databases.has(name)) {
    if (statement.ifNotExists) return 'ok';
    throw new Failure(1007, `Can't create database '${name}'; database exists`);
  }
  const location = new Map(statement.properties ?? []).get('location') ?? '';
  if (location !== '' && catalog.name === internal) throw analyzing('location is not supported here');
  catalog.databases.set(name, { id: session.world.nextId(), name, location, tables: new Map() });
  return 'ok';
}

export function dropDatabase(session: Session, statement: Drop): Answer {
  const [name = '', catalogName = session.catalog] = statement.name.toReversed();
  const catalog = catalogNamed(session, catalogName);
  const database = catalog.databases.get(name);
  if (database === undefined) {
    if (statement.ifExists) return 'ok';
    throw new Failure(1008, `Can't drop database '${name}'; database doesn't exist`);
  }
  demand(session, 'DROP', { type: 'DATABASE', catalog: catalog.id, database: database.id, object: null, name });
  // The internal catalog would move it to the trash; a database of Iceberg must be empty. Here both must.
  if (database.tables.size > 0 && !statement.force) throw new Failure(1064, `Database ${name} not empty`);
  catalog.databases.delete(name);
  forget(session, (entry) => entry.database === database.id);
  return 'ok';
}

export function catalogTarget(catalog: Catalog) {
  return { type: 'CATALOG', catalog: catalog.id, database: null, object: null, name: catalog.name } as const;
}

/** Takes away the entries of something that is gone. */
export function forget({ world }: Session, gone: (entry: Session['world']['entries'][number]) => boolean): void {
  const left = world.entries.filter((entry) => !gone(entry));
  world.entries.splice(0, world.entries.length, ...left);
}
