import type { Database } from '@akili/client-postgres';
import { tenantRole, underscored } from '@akili/model';
import { probed, type ProbeContext, type ProbeFinding, type ProbeTarget } from '@akili/resource';
import { roleKind, tableKind } from '../kinds.ts';
import { reachedPrivileges } from './reached-privileges.ts';
import { sharedTables, trySharedRows } from './try-shared-rows.ts';
import { tryRole } from './try-roles.ts';
import { tryTable } from './try-table.ts';

/**
 * Tries with a tenant's login, and as the owner that it may act as, to reach what is other tenants': tables, rows of
 * the tables that all share, roles. Everything is rolled back. Names are disclosed, since the server shows its catalogs
 * to every login. On the embedded engine, which has one user, only what a tenant's role may do is tried.
 */
export async function probeLookup(
  database: Database,
  { tenant, others, signal }: ProbeContext,
): Promise<readonly ProbeFinding[]> {
  const { logins } = database.features;
  const owner = tenantRole(tenant, 'owner');
  const acting = logins ? [undefined, owner] : [owner];
  const findings: ProbeFinding[] = [];
  for (const target of others) {
    const tables = probed(target, tableKind).flatMap(({ name }) => {
      const [schema = '', table = ''] = name.split('.');
      return [{ other: target.tenant.slug, schema, table }];
    });
    for (const table of tables)
      for (const role of acting) findings.push(...(await tryTable(database, role, owner, table, signal)));
    if (!logins) continue;
    for (const { name } of probed(target, roleKind))
      findings.push(...(await tryRole(database, owner, { other: target.tenant.slug, role: name }, signal)));
  }
  if (logins)
    for (const table of await sharedTables(database, signal))
      for (const role of acting) findings.push(...(await trySharedRows(database, role, table, others, signal)));
  const reached = await reachedPrivileges(database, `tenant_${underscored(tenant.slug)}__`, signal);
  findings.push(...others.flatMap((target) => held(target, reached)), ...(await shown(database, others, signal)));
  return worst(findings);
}

/** What the server's own record of privileges says, where an attempt as one role would miss another. */
function held(
  { tenant }: ProbeTarget,
  reached: Awaited<ReturnType<typeof reachedPrivileges>>,
): readonly ProbeFinding[] {
  const prefix = `tenant_${underscored(tenant.slug)}__`;
  return reached
    .filter(({ schema }) => schema.startsWith(prefix))
    .map(({ schema, name, privilege, to }): ProbeFinding => ({
      other: tenant.slug,
      action: privilege === 'SELECT' ? 'read' : privilege === 'USAGE' ? 'list' : 'write',
      what: name === null ? 'a schema' : 'a table',
      name: name === null ? schema : `${schema}.${name}`,
      outcome: 'violated',
      detail: `${privilege} was granted to ${to}`,
    }));
}

/** Which of the others' schemas and roles the login sees by name. */
async function shown(
  database: Database,
  others: readonly ProbeTarget[],
  signal: AbortSignal,
): Promise<readonly ProbeFinding[]> {
  const prefixes = others.map(({ tenant }) => `tenant_${underscored(tenant.slug)}__`);
  const rows = await database.transaction(
    undefined,
    (transaction) =>
      transaction.query<{ prefix: string; names: number }>(
        `SELECT prefix, (SELECT count(*) FROM pg_namespace WHERE starts_with(nspname::text, prefix))::int
           + (SELECT count(*) FROM pg_roles WHERE starts_with(rolname::text, prefix))::int AS names
         FROM unnest($1::text[]) AS prefix`,
        [prefixes],
      ),
    { signal, readOnly: true },
  );
  return others.map(({ tenant }, index): ProbeFinding => {
    const prefix = prefixes[index] as string;
    const names = rows.find((row) => row.prefix === prefix)?.names ?? 0;
    const aim = { other: tenant.slug, action: 'list', what: 'names in the catalogs', name: `${prefix}*` } as const;
    return names === 0
      ? { ...aim, outcome: 'refused' }
      : { ...aim, outcome: 'disclosed', detail: 'the server shows its catalogs to every login' };
  });
}

const order = ['refused', 'disclosed', 'undecided', 'violated'] as const;

/** One finding for each thing that was tried, whoever tried it: the worst. */
function worst(findings: readonly ProbeFinding[]): readonly ProbeFinding[] {
  const byAim = new Map<string, ProbeFinding>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.other, finding.action, finding.what, finding.name]);
    const known = byAim.get(key);
    if (known === undefined || order.indexOf(known.outcome) < order.indexOf(finding.outcome)) byAim.set(key, finding);
  }
  return [...byAim.values()];
}
