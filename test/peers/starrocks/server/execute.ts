import { relationsOf } from '../relations-of.ts';
import { readStatement } from '../read-statement.ts';
import type { Statement } from '../statement/statement.ts';
import { demand, demandAdministrator, seesCatalog } from './access.ts';
import { Failure, denied } from './failure.ts';
import { alterCatalog, createCatalog, createDatabase, dropCatalog, dropDatabase } from './catalogs.ts';
import { grant } from './grant.ts';
import { alterGroup, createGroup, dropGroup } from './groups.ts';
import { alterUser, createRole, createUser, dropRole, dropUser, setDefaultRole, setProperty } from './principals.ts';
import { runQuery } from './query.ts';
import { catalogNamed, databaseAt, fullName, tableAt, type Answer, type Session } from './session.ts';
import { show } from './show.ts';
import { alterTable, createTable, dropTable, insert, tableTarget } from './tables.ts';
import { alterView, createView, dropView, refreshView } from './views.ts';

/** Reads one statement as strictly as the reader does, checks privileges, and does it. Throws `Failure`. */
export async function execute(session: Session, text: string): Promise<Answer> {
  const read = readStatement(text, { version: session.version });
  if (!read.ok) throw new Failure(read.code, read.message);
  return await run(session, read.statement, text);
}

async function run(session: Session, statement: Statement, text: string): Promise<Answer> {
  switch (statement.kind) {
    case 'query':
      for (const name of relationsOf(statement)) demandSelect(session, name);
      return runQuery(session, statement);
    case 'show':
      return show(session, statement);
    case 'setCatalog':
      return standIn(session, statement.catalog);
    case 'use':
      return use(session, statement.name);
    case 'sync':
    case 'set':
    case 'setNames':
    case 'refreshTable':
      return 'ok';
    case 'createCatalog':
      return createCatalog(session, statement);
    case 'alterCatalog':
      return alterCatalog(session, statement);
    case 'createDatabase':
      return createDatabase(session, statement);
    case 'createTable':
      return createTable(session, statement);
    case 'alterTable':
      return alterTable(session, statement);
    case 'insert':
      return insert(session, statement);
    case 'createMaterializedView':
      return await createView(session, statement, text);
    case 'alterMaterializedView':
      return alterView(session, statement);
    case 'refreshMaterializedView':
      return await refreshView(session, statement);
    case 'createUser':
      return createUser(session, statement);
    case 'alterUser':
      return alterUser(session, statement);
    case 'createRole':
      return createRole(session, statement);
    case 'setDefaultRole':
      return setDefaultRole(session, statement);
    case 'setProperty':
      return setProperty(session, statement);
    case 'grant':
      return grant(session, statement);
    case 'createResourceGroup':
      return createGroup(session, statement);
    case 'alterResourceGroup':
      return alterGroup(session, statement);
    case 'drop':
      return drop(session, statement);
    default:
      throw new Failure(1064, `this stand-in reads ${statement.kind} and does not do it`);
  }
}

function drop(session: Session, statement: Extract<Statement, { readonly kind: 'drop' }>): Answer {
  switch (statement.what) {
    case 'catalog':
      return dropCatalog(session, statement);
    case 'database':
      return dropDatabase(session, statement);
    case 'table':
      return dropTable(session, statement);
    case 'materializedView':
      return dropView(session, statement);
    case 'role':
      return dropRole(session, statement);
    case 'user':
      return dropUser(session, statement);
    case 'resourceGroup':
      return dropGroup(session, statement);
    default:
      throw new Failure(1064, `this stand-in reads DROP ${statement.what} and does not do it`);
  }
}

function standIn(session: Session, name: string): Answer {
  const catalog = catalogNamed(session, name);
  if (!seesCatalog(session, catalog.id)) throw denied('USAGE', `CATALOG ${name}`);
  session.catalog = name;
  session.database = undefined;
  return 'ok';
}

function use(session: Session, name: readonly string[]): Answer {
  const { catalog, database } = databaseAt(session, name);
  if (!seesCatalog(session, catalog.id)) throw denied('USAGE', `CATALOG ${catalog.name}`);
  session.catalog = catalog.name;
  session.database = database.name;
  return 'ok';
}

/** Asks for SELECT on a relation; what the engine keeps about itself shows each what it may see. */
export function demandSelect(session: Session, name: readonly string[]): void {
  const schema = name.at(-2);
  if (schema === 'information_schema') return;
  if (schema === 'sys') return demandAdministrator(session, 'SELECT');
  const found = tableAt(session, name);
  demand(session, 'SELECT', tableTarget(found, fullName(found.catalog.name, found.database.name, found.table.name)));
}
