import { catalogName, tenantRole } from '@akili/model';
import { probed, takenAway, type ProbeContext, type ProbeFinding, type ProbeTarget } from '@akili/resource';
import { readGrantKey } from '../grant.ts';
import { systemDatabases } from '../inventory-queries.ts';
import { internalCatalog, kinds } from '../kinds.ts';
import type { Link } from '../link.ts';
import { identifier } from '../quote.ts';
import { heldBy } from '../run-grants.ts';
import { attempt, type Aim } from './attempt.ts';

/**
 * Tries with a tenant's login to reach other tenants' catalogs, tables, views and roles. What could come to be (a
 * database or a table of the probe's own name, a grant to the login itself) is taken away at once.
 */
export async function probeAnalytics(
  link: Link,
  probe: ProbeContext,
  asPlatform: (sql: string) => Promise<unknown>,
): Promise<readonly ProbeFinding[]> {
  const undo = (sql: string): Promise<string> =>
    takenAway(
      () => link.query(sql),
      () => asPlatform(sql),
    );
  const catalogs = new Set((await link.query('SHOW CATALOGS', probe.signal)).map((row) => row['Catalog'] ?? ''));
  const login = await readLogin(link, probe.signal);
  const findings: ProbeFinding[] = [];
  for (const target of probe.others) {
    findings.push(shown(target, catalogs));
    findings.push(...(await tryCatalog(link, probe, target, undo)));
    findings.push(...(await tryTables(link, probe, target)));
    findings.push(...(await tryGrants(link, probe, target, login, undo)));
  }
  return findings;
}

/** Takes away what an attempt made, and says whether it is gone. */
type Undo = (sql: string) => Promise<string>;

/** The engine shows catalogs by name to whoever may use any of them. */
function shown({ tenant }: ProbeTarget, catalogs: ReadonlySet<string>): ProbeFinding {
  const name = catalogName(tenant.slug);
  const aim = { other: tenant.slug, action: 'list', what: 'the name of its catalog', name } as const;
  return catalogs.has(name)
    ? { ...aim, outcome: 'disclosed', detail: 'SHOW CATALOGS names it' }
    : { ...aim, outcome: 'refused' };
}

async function tryCatalog(
  link: Link,
  { nonce, signal }: ProbeContext,
  { tenant: { slug: other } }: ProbeTarget,
  undo: Undo,
): Promise<readonly ProbeFinding[]> {
  const name = catalogName(other);
  const own = `${identifier(name)}.${identifier(`akili_probe_${nonce}`)}`;
  const list: Aim = { other, action: 'list', what: 'the databases of its catalog', name };
  const make: Aim = { other, action: 'write', what: 'a new database', name: `${name}.akili_probe_${nonce}` };
  return [
    await attempt(link, signal, list, `SHOW DATABASES FROM ${identifier(name)}`, (rows) => {
      const databases = rows.filter((row) => !systemDatabases.has(Object.values(row)[0] ?? ''));
      const detail = `${databases.length} of them are shown`;
      return Promise.resolve(databases.length === 0 ? undefined : { outcome: 'violated', detail });
    }),
    await attempt(link, signal, make, `CREATE DATABASE ${own}`, async () => ({
      outcome: 'violated',
      detail: `a database could be made; ${await undo(`DROP DATABASE ${own}`)}`,
    })),
  ];
}

async function tryTables(link: Link, { signal }: ProbeContext, target: ProbeTarget): Promise<readonly ProbeFinding[]> {
  const { slug: other } = target.tenant;
  const things = [
    ...probed(target, kinds.table).map(({ name }) => ({
      what: 'a table',
      path: [catalogName(other), ...name.split('.')],
    })),
    ...probed(target, kinds.view).map(({ name }) => ({ what: 'a view', path: [internalCatalog, ...name.split('.')] })),
  ];
  const findings: ProbeFinding[] = [];
  for (const { what, path } of things) {
    const aim: Aim = { other, action: 'read', what, name: path.join('.') };
    const sql = `SELECT COUNT(*) AS \`n\` FROM ${path.map(identifier).join('.')}`;
    findings.push(
      await attempt(link, signal, aim, sql, () => Promise.resolve({ outcome: 'violated', detail: 'it may be read' })),
    );
  }
  return findings;
}

/** What the login holds itself, and how the engine calls it; undefined where it shows nothing. */
interface Login {
  readonly identity: string;
  readonly held: ReturnType<typeof heldBy>;
}

async function readLogin(link: Link, signal: AbortSignal): Promise<Login | undefined> {
  const rows = await link.query('SHOW GRANTS', signal);
  const identity = rows[0]?.['UserIdentity'] ?? '';
  return /^'[^']+'@'[^']*'$/.test(identity) ? { identity, held: heldBy(rows) } : undefined;
}

/**
 * Gives a catalog and a role of another tenant to the login itself. Nothing is given that it holds already, since
 * taking it away again would take what was there before.
 */
async function tryGrants(
  link: Link,
  { signal }: ProbeContext,
  { tenant: others }: ProbeTarget,
  login: Login | undefined,
  undo: Undo,
): Promise<readonly ProbeFinding[]> {
  const role = tenantRole(others, 'owner');
  const catalog = catalogName(others.slug);
  const give = async (aim: Aim, thing: string, isHeld: (held: Login['held']) => boolean): Promise<ProbeFinding> => {
    if (login === undefined)
      return { ...aim, outcome: 'undecided', detail: 'not tried: the engine does not show what the login holds' };
    if (isHeld(login.held)) return { ...aim, outcome: 'violated', detail: 'the login holds it' };
    return await attempt(link, signal, aim, `GRANT ${thing} TO USER ${login.identity}`, async () => ({
      outcome: 'violated',
      detail: `it could be given; ${await undo(`REVOKE ${thing} FROM USER ${login.identity}`)}`,
    }));
  };
  return [
    await give(
      { other: others.slug, action: 'grant', what: 'its catalog', name: catalog },
      `USAGE ON CATALOG ${identifier(catalog)}`,
      ({ grants }) => grants.map(readGrantKey).some((one) => one.privilege === 'USAGE' && one.catalog === catalog),
    ),
    await give({ other: others.slug, action: 'grant', what: 'a role', name: role }, identifier(role), ({ roles }) =>
      roles.includes(role),
    ),
  ];
}
