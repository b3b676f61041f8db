import { denied } from './failure.ts';
import type { Session } from './session.ts';
import type { Entry, World } from './world.ts';

/** What a privilege is asked on, by numbers; null where the type has no such part. */
export interface Target {
  readonly type: string;
  readonly catalog: number | '*';
  readonly database: number | '*' | null;
  readonly object: number | '*' | null;
  /** For messages. */
  readonly name: string;
}

/** Everybody whose entries count for a user: itself, `public`, and its default roles with the roles that those hold. */
export function holders(world: World, identity: string): ReadonlySet<string> {
  const found = new Set([`user ${identity}`, 'role public']);
  const pending = (world.users.get(identity)?.defaultRoles ?? []).map((role) => `role ${role}`);
  for (let holder = pending.pop(); holder !== undefined; holder = pending.pop()) {
    if (found.has(holder)) continue;
    found.add(holder);
    pending.push(...world.edges.filter((edge) => edge.holder === holder).map((edge) => `role ${edge.role}`));
  }
  return found;
}

/** True for logins that do the platform's work. */
export function isAdministrator({ world, identity }: Session): boolean {
  const all = holders(world, identity);
  return (
    all.has('role root') || (all.has('role user_admin') && all.has('role db_admin') && all.has('role cluster_admin'))
  );
}

export function covers(entry: Entry, target: Target): boolean {
  const fits = (held: number | '*' | null, asked: number | '*' | null): boolean => held === '*' || held === asked;
  return (
    entry.type === target.type &&
    fits(entry.catalog, target.catalog) &&
    fits(entry.database, target.database) &&
    fits(entry.object, target.object)
  );
}

export function may(session: Session, privilege: string, target: Target, option = false): boolean {
  if (isAdministrator(session)) return true;
  const all = holders(session.world, session.identity);
  return session.world.entries.some(
    (entry) =>
      all.has(entry.grantee) && entry.privilege === privilege && covers(entry, target) && (!option || entry.option),
  );
}

export function demand(session: Session, privilege: string, target: Target): void {
  if (!may(session, privilege, target)) throw denied(privilege, `${target.type} ${target.name}`);
}

export function demandAdministrator(session: Session, privilege: string): void {
  if (!isAdministrator(session)) throw denied(privilege, 'SYSTEM');
}

/** True when the session has any privilege in a catalog: what makes it visible. */
export function seesCatalog(session: Session, catalog: number): boolean {
  if (catalog === 1 || isAdministrator(session)) return true;
  const all = holders(session.world, session.identity);
  return session.world.entries.some(
    (entry) => all.has(entry.grantee) && (entry.catalog === catalog || entry.catalog === '*'),
  );
}

/** True when the session has any privilege on a database or in it. */
export function seesDatabase(session: Session, catalog: number, database: number): boolean {
  if (isAdministrator(session)) return true;
  const all = holders(session.world, session.identity);
  return session.world.entries.some(
    (entry) =>
      all.has(entry.grantee) &&
      (entry.catalog === catalog || entry.catalog === '*') &&
      (entry.database === database || entry.database === '*'),
  );
}
