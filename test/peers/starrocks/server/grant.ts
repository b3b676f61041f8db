import type { GrantObject } from '../statement/grant-object.ts';
import type { Grant, Grantee } from '../statement/grant.ts';
import { coveredByAll, privileges as known } from '../statement/privileges.ts';
import { isAdministrator, may, type Target } from './access.ts';
import { analyzing, denied, Failure } from './failure.ts';
import { demandRole, dropEdges, userNamed } from './principals.ts';
import { catalogNamed, databaseAt, tableAt, type Answer, type Session } from './session.ts';
import { identityOf, internal } from './world.ts';

/** GRANT and REVOKE, of roles and of privileges. */
export function grant(session: Session, statement: Grant): Answer {
  const holder = holderOf(session, statement.to);
  const { world } = session;
  if ('roles' in statement.what) {
    if (!isAdministrator(session)) throw denied('GRANT', 'SYSTEM');
    for (const role of statement.what.roles) {
      demandRole(session, role);
      const held = world.edges.some((edge) => edge.role === role && edge.holder === holder);
      if (!statement.revoke && !held) world.edges.push({ role, holder });
      if (statement.revoke && !held) throw analyzing(`role ${role} is not granted to ${holder}`);
      if (statement.revoke) dropEdges(session, (edge) => edge.role === role && edge.holder === holder);
    }
    return 'ok';
  }
  const { on, privileges } = statement.what;
  const list = privileges === 'all' ? (coveredByAll.has(on.type) ? known[on.type] : []) : privileges;
  for (const target of targetsOf(session, on))
    for (const privilege of list) change(session, statement, holder, privilege, target);
  return 'ok';
}

function change(session: Session, statement: Grant, grantee: string, privilege: string, target: Target): void {
  if (!may(session, privilege, target, true)) throw denied('GRANT', `${target.type} ${target.name}`);
  const { entries } = session.world;
  const same = entries.find(
    (entry) =>
      entry.grantee === grantee &&
      entry.privilege === privilege &&
      entry.type === target.type &&
      entry.catalog === target.catalog &&
      entry.database === target.database &&
      entry.object === target.object,
  );
  if (statement.revoke) {
    if (same === undefined) throw analyzing(`There is no such grant defined on ${target.type} ${target.name}`);
    entries.splice(entries.indexOf(same), 1);
  } else if (same === undefined) {
    const { type, catalog, database, object } = target;
    entries.push({ grantee, privilege, type, catalog, database, object, option: statement.grantOption });
  } else same.option ||= statement.grantOption;
}

function holderOf(session: Session, to: Grantee): string {
  if ('role' in to) {
    demandRole(session, to.role);
    return `role ${to.role}`;
  }
  if ('group' in to) throw new Failure(1064, 'this stand-in keeps no groups');
  return `user ${identityOf(userNamed(session, to.user))}`;
}

/** By numbers, in the catalog that the session stands in. */
function targetsOf(session: Session, on: GrantObject): readonly Target[] {
  const { type, names, databases } = on;
  const none = { database: null, object: null };
  if (type === 'SYSTEM') return [{ type, catalog: '*', ...none, name: '' }];
  if (type === 'CATALOG') {
    if (names === 'all') return [{ type, catalog: '*', ...none, name: '*' }];
    return names.map(([name = '']) => ({ type, catalog: catalogNamed(session, name).id, ...none, name }));
  }
  if (type === 'RESOURCE GROUP' || type === 'USER') throw new Failure(1064, `this stand-in keeps no grants on ${type}`);
  const standing = catalogNamed(session, session.catalog);
  if (type === 'MATERIALIZED VIEW' && standing.name !== internal)
    throw analyzing('materialized views are in default_catalog');
  const catalog = standing.id;
  if (type === 'DATABASE') {
    if (names === 'all') return [{ type, catalog, database: '*', object: null, name: '*' }];
    return names.map((name) => ({
      type,
      catalog,
      database: databaseAt(session, name).database.id,
      object: null,
      name: name.join('.'),
    }));
  }
  if (names === 'all') {
    if (databases === 'all' || databases === undefined)
      return [{ type, catalog, database: '*', object: '*', name: '*.*' }];
    return databases.map((name) => ({
      type,
      catalog,
      database: databaseAt(session, [name]).database.id,
      object: '*',
      name: `${name}.*`,
    }));
  }
  return names.map((name) => {
    const { database, table } = tableAt(session, name);
    const isView = table.view !== undefined;
    if (isView !== (type === 'MATERIALIZED VIEW'))
      throw analyzing(`cannot find ${type.toLowerCase()} ${name.join('.')}`);
    return { type, catalog, database: database.id, object: table.id, name: name.join('.') };
  });
}
