import type { Show } from '../statement/show.ts';
import { atLeast } from '../version.ts';
import { demandAdministrator, seesCatalog, seesDatabase } from './access.ts';
import { analyzing, denied, Failure } from './failure.ts';
import { definitionOf, shownColumn } from './information-schema.ts';
import { printedGrants } from './printed-grants.ts';
import { catalogNamed, databaseAt, tableAt, type Answer, type Session } from './session.ts';
import { identityOf, internal } from './world.ts';

const answer = (columns: readonly string[], rows: readonly (string | null)[][]): Answer => ({ columns, rows });

export function show(session: Session, statement: Show): Answer {
  const { world } = session;
  switch (statement.what) {
    case 'CATALOGS': {
      const seen = [...world.catalogs.values()].filter(({ id }) => seesCatalog(session, id));
      const type = (name: string): string => (name === internal ? 'Internal' : 'Iceberg');
      return answer(
        ['Catalog', 'Type', 'Comment'],
        seen.map(({ name, comment }) => [name, type(name), comment]),
      );
    }
    case 'CREATE CATALOG':
      return showCreateCatalog(session, statement.name?.[0] ?? '');
    case 'DATABASES': {
      const catalog = catalogNamed(session, statement.from?.[0] ?? session.catalog);
      const seen = [...catalog.databases.values()].filter(({ id }) => seesDatabase(session, catalog.id, id));
      return answer(['Database'], [...seen.map(({ name }) => [name]), ['information_schema']]);
    }
    case 'TABLES': {
      const { database } = databaseAt(session, statement.from ?? [session.database ?? '']);
      return answer(
        [`Tables_in_${database.name}`],
        [...database.tables.keys()].map((name) => [name]),
      );
    }
    case 'FULL COLUMNS': {
      const { table } = tableAt(session, statement.from ?? []);
      return answer(
        ['Field', 'Type', 'Null'],
        table.columns.map((column) => [column.name, shownColumn(column), 'YES']),
      );
    }
    case 'CREATE TABLE':
    case 'CREATE MATERIALIZED VIEW': {
      const { database, table } = tableAt(session, statement.name ?? []);
      return answer(['Table', 'Create Table'], [[table.name, definitionOf(database, table)]]);
    }
    case 'ROLES':
      demandAdministrator(session, 'GRANT');
      return answer(
        ['Name', 'Builtin', 'Comment'],
        [...world.roles].map((name) => [name, 'false', null]),
      );
    case 'USERS':
      demandAdministrator(session, 'GRANT');
      return answer(
        ['User'],
        [...world.users.keys()].map((identity) => [identity]),
      );
    case 'GRANTS':
      return showGrants(session, statement);
    case 'PROPERTY': {
      const name = statement.user?.name ?? '';
      if (`'${name}'@'%'` !== session.identity) demandAdministrator(session, 'GRANT');
      const held = world.userProperties.get(name) ?? new Map<string, string>();
      const all = new Map([['max_user_connections', '1024'], ['catalog', internal], ['database', ''], ...held]);
      return answer(['Key', 'Value'], [...all]);
    }
    case 'VERBOSE RESOURCE GROUPS ALL':
      if (!atLeast(session.version, '3.5'))
        throw new Failure(1064, "Getting syntax error. Detail message: Unexpected input 'VERBOSE'.");
      return showGroups(session, true);
    case 'RESOURCE GROUPS ALL':
      return showGroups(session, !atLeast(session.version, '4.1'));
    default:
      throw new Failure(1064, `this stand-in reads SHOW ${statement.what} and does not do it`);
  }
}

function showCreateCatalog(session: Session, name: string): Answer {
  const catalog = catalogNamed(session, name);
  if (!seesCatalog(session, catalog.id)) throw denied('USAGE', `CATALOG ${name}`);
  const masked = (key: string, value: string): string =>
    /access_key|secret_key/.test(key) ? `${value.slice(0, 2)}******${value.slice(-2)}` : value;
  const list = [...catalog.properties].map(([key, value]) => `"${key}"  =  "${masked(key, value)}"`);
  const text = `CREATE EXTERNAL CATALOG \`${name}\`\ncomment "${catalog.comment}"\nPROPERTIES (${list.join(',\n')}\n)`;
  return answer(['Catalog', 'Create Catalog'], [[name, text]]);
}

function showGrants(session: Session, statement: Show): Answer {
  const { role, user } = statement;
  if (role !== undefined) {
    demandAdministrator(session, 'GRANT');
    if (!session.world.roles.has(role)) throw analyzing(`cannot find role ${role}!`);
    const rows = printedGrants(session, `role ${role}`, `ROLE '${role}'`);
    return answer(
      ['RoleName', 'Catalog', 'Grants'],
      rows.map(([catalog, text]) => [role, catalog, text]),
    );
  }
  const identity = user === undefined ? session.identity : identityOf(user);
  if (identity !== session.identity) demandAdministrator(session, 'GRANT');
  const rows = printedGrants(session, `user ${identity}`, `USER ${identity}`);
  return answer(
    ['UserIdentity', 'Catalog', 'Grants'],
    rows.map(([catalog, text]) => [identity, catalog, text]),
  );
}

/** One row a classifier; memory as the engine computes it, without rounding. */
function showGroups({ world }: Session, weights: boolean): Answer {
  const columns = ['name', 'id', ...(weights ? ['cpu_weight', 'exclusive_cpu_cores'] : []), 'mem_limit', 'classifiers'];
  const rows = [...world.groups].flatMap(([name, group]) => {
    const limit = (Number.parseFloat(group.limits.get('mem_limit') ?? '0') / 100) * 100;
    const head = [
      name,
      String(group.id),
      ...(weights ? [group.limits.get('cpu_weight') ?? '0', '0'] : []),
      `${limit}%`,
    ];
    const texts = group.classifiers.map(({ id, asks }) => `(id=${id}, weight=1.0, ${asks})`);
    return (texts.length === 0 ? [''] : texts).map((text) => [...head, text]);
  });
  return answer(columns, rows);
}
