import { catalogName, tenantRole } from '@akili/model';
import { probed, takenAway, type ProbeContext, type ProbeFinding, type ProbeTarget } from '@akili/resource';
import { systemDatabases } from '../inventory-queries.ts';
import { internalCatalog, kinds } from '../kinds.ts';
import type { Link } from '../link.ts';
import { identifier } from '../quote.ts';
import { attempt, type Aim } from './attempt.ts';

/**
 * Tries with a tenant's login to reach other tenants' catalogs, tables, views and roles. What could come to be (a
 * database or a table of the probe's own name, a grant to the tenant's own role) is taken away at once.
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
  const findings: ProbeFinding[] = [];
  for (const target of probe.others) {
    findings.push(shown(target, catalogs));
    findings.push(...(await tryCatalog(link, probe, target, undo)));
    findings.push(...(await tryTables(link, probe, target)));
    findings.push(...(await tryGrants(link, probe, target, undo)));
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

async function tryGrants(
  link: Link,
  { tenant, signal }: ProbeContext,
  { tenant: others }: ProbeTarget,
  undo: Undo,
): Promise<readonly ProbeFinding[]> {
  const own = identifier(tenantRole(tenant, 'owner'));
  const role = tenantRole(others, 'owner');
  const catalog = catalogName(others.slug);
  const given = async (sql: string): Promise<{ readonly outcome: 'violated'; readonly detail: string }> => ({
    outcome: 'violated',
    detail: `it could be given; ${await undo(sql)}`,
  });
  const usage = `USAGE ON CATALOG ${identifier(catalog)}`;
  return [
    await attempt(
      link,
      signal,
      { other: others.slug, action: 'grant', what: 'its catalog', name: catalog },
      `GRANT ${usage} TO ROLE ${own}`,
      () => given(`REVOKE ${usage} FROM ROLE ${own}`),
    ),
    await attempt(
      link,
      signal,
      { other: others.slug, action: 'grant', what: 'a role', name: role },
      `GRANT ${identifier(role)} TO ROLE ${own}`,
      () => given(`REVOKE ${identifier(role)} FROM ROLE ${own}`),
    ),
  ];
}
