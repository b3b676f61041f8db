import { EngineError } from '@akili/resource';
import { grantStatements } from './grant-statement.ts';
import { readGrantKey, type Grant } from './grant.ts';
import { internalCatalog } from './kinds.ts';
import { ownNames } from './own-names.ts';
import { identifier } from './quote.ts';
import { rolesOutsideCatalogGrants } from './read-outsiders.ts';
import { heldBy } from './run-grants.ts';
import type { StarRocksSession } from './session.ts';

/**
 * Takes from others what they may do with something of the tenant. Who they are is found out while it runs: names of
 * other tenants stand in no plan.
 */
export type OutsidersRequest = {
  readonly op: 'outsiders';
  readonly of:
    { readonly catalog: string } | { readonly role: string } | { readonly user: string; readonly role: string };
};

export async function runOutsiders(session: StarRocksSession, { of }: OutsidersRequest): Promise<void> {
  if ('catalog' in of) return await fromCatalog(session, of.catalog);
  const edges = await session.query('SELECT FROM_ROLE, TO_ROLE, TO_USER FROM sys.role_edges');
  if ('user' in of) {
    const identity = `'${of.user}'@'%'`;
    for (const edge of edges)
      if (edge['TO_USER'] === identity && edge['FROM_ROLE'] !== of.role)
        await session.run({ sql: `REVOKE ${identifier(edge['FROM_ROLE'] ?? '')} FROM USER ${identity}` });
    await directly(session, identity);
    for (const { User: other } of await session.query('SHOW USERS'))
      if (other?.startsWith(`'${of.user}'@`) === true && other !== identity)
        await session.run({ sql: `DROP USER ${other}` });
    return;
  }
  const own = ownNames(session.tenant, []);
  for (const edge of edges) {
    if (edge['FROM_ROLE'] !== of.role) continue;
    const { TO_ROLE: role, TO_USER: user } = edge;
    const from = typeof role !== 'string' ? `USER ${user ?? ''}` : `ROLE ${identifier(role)}`;
    if (!own.has(role ?? nameOf(user ?? ''))) await session.run({ sql: `REVOKE ${identifier(of.role)} FROM ${from}` });
  }
}

/** The name in `'name'@'host'`. */
export function nameOf(identity: string): string {
  return /^'(.*)'@/s.exec(identity)?.[1] ?? identity;
}

async function directly(session: StarRocksSession, identity: string): Promise<void> {
  const { grants } = heldBy(await session.query(`SHOW GRANTS FOR ${identity}`));
  for (const { sql, catalog } of grantStatements(grants, '?', { revoke: true }))
    await session.run({ sql: sql.replace(/ROLE `\?`$/, `USER ${identity}`), ...(catalog !== null && { catalog }) });
}

async function fromCatalog(session: StarRocksSession, catalog: string): Promise<void> {
  const own = ownNames(session.tenant, []);
  const holders = await rolesOutsideCatalogGrants(session, catalog, own);
  for (const holder of holders) {
    const who = holder.kind === 'role' ? `ROLE ${identifier(holder.name)}` : holder.name;
    const { grants } = heldBy(await session.query(`SHOW GRANTS FOR ${who}`));
    const touching = grants.filter((key) => touches(readGrantKey(key), catalog, own.has));
    const wide = touching.filter((key) => readGrantKey(key).catalog === '*');
    if (wide.length > 0)
      throw new EngineError(`a grant on all catalogs reaches ${catalog}; it is not this tenant's to take back`);
    for (const { sql, catalog: standIn } of grantStatements(touching, '?', { revoke: true }))
      await session.run({
        sql: sql.replace(/ROLE `\?`$/, holder.kind === 'role' ? who : `USER ${who}`),
        ...(standIn !== null && { catalog: standIn }),
      });
  }
}

/** True when a grant reaches something of the tenant. */
function touches(grant: Grant, catalog: string, isOwn: (name: string) => boolean): boolean {
  if (grant.type === 'SYSTEM' || grant.type === 'RESOURCE GROUP') return false;
  if (grant.catalog === catalog || (grant.type === 'CATALOG' && grant.catalog === '*')) return true;
  return grant.catalog === internalCatalog && grant.database !== undefined && isOwn(grant.database);
}
