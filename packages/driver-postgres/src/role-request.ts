import { quoteIdentifier, quoteLiteral, type Transaction } from '@akili/client-postgres';
import { EngineError } from '@akili/resource';
import { grantee, revokeDefaults } from './acl.ts';
import { isThere } from './guard.ts';
import { writeMark } from './mark.ts';
import { change, type LookupSession } from './session.ts';
import { leaveControl } from './leave-control.ts';
import { scramVerifier } from './scram.ts';
import type { RoleSpec } from './specs.ts';
import type { DefaultPrivilege } from './values.ts';

/** What a step does to a role. */
export type RoleRequest =
  | {
      readonly do: 'setRole';
      readonly tenantId: string;
      readonly mark: string;
      readonly role: RoleSpec;
      /** The password of the role's secret is set as well; the slug says whose secret it is. */
      readonly passwordOf?: string;
      /** Attributes to take away. */
      readonly clear: readonly string[];
      /** Databases in which its settings are reset; null: everywhere. */
      readonly resetIn: readonly (string | null)[];
      /** Roles it no longer is a member of. */
      readonly leave: readonly string[];
      /** Roles that no longer are its members. */
      readonly expel: readonly string[];
      readonly undefault: readonly DefaultPrivilege[];
    }
  | { readonly do: 'dropRole'; readonly tenantId: string; readonly role: string };

const attributes: ReadonlySet<string> = new Set(['SUPERUSER', 'BYPASSRLS', 'CREATEROLE', 'CREATEDB', 'REPLICATION']);

export async function runRole(session: LookupSession, request: RoleRequest, signal: AbortSignal): Promise<void> {
  // Before the transaction: looking a secret up may take its time, and the roles are locked meanwhile.
  const verifier = request.do === 'setRole' ? await verifierFor(session, request) : undefined;
  await change(session, signal, async (transaction) => {
    // Two who change roles at a time fail with "tuple concurrently updated".
    await transaction.query(`SELECT pg_advisory_xact_lock(hashtextextended('akili:roles', 0))`);
    if (request.do === 'setRole') return await setRole(transaction, request, verifier);
    if (!(await isThere(transaction, 'role', [request.role], request.tenantId))) return;
    await leaveControl(transaction, request.role);
    await transaction.query(`DROP ROLE ${quoteIdentifier(request.role)}`);
  });
}

async function setRole(
  transaction: Transaction,
  request: Extract<RoleRequest, { readonly do: 'setRole' }>,
  verifier: string | undefined,
): Promise<void> {
  const { role } = request;
  const name = quoteIdentifier(role.role);
  if (!(await isThere(transaction, 'role', [role.role], request.tenantId)))
    await transaction.query(`CREATE ROLE ${name}`);
  const cleared = request.clear.filter((attribute) => attributes.has(attribute)).map((attribute) => `NO${attribute}`);
  if (verifier !== undefined) await transaction.query(`ALTER ROLE ${name} PASSWORD ${quoteLiteral(verifier)}`);
  // Attributes that are as they should be stay unsaid: only a superuser may say them.
  await transaction.query(
    `ALTER ROLE ${name} WITH ${[role.login ? 'LOGIN' : 'NOLOGIN', role.inherit ? 'INHERIT' : 'NOINHERIT', ...cleared].join(' ')} CONNECTION LIMIT ${Math.trunc(role.connectionLimit)}`,
  );
  for (const database of request.resetIn)
    await transaction.query(
      `ALTER ROLE ${name}${database === null ? '' : ` IN DATABASE ${quoteIdentifier(database)}`} RESET ALL`,
    );
  for (const setting of role.settings ?? []) {
    const [parameter, value] = settingParts(setting);
    await transaction.query(`ALTER ROLE ${name} SET ${quoteIdentifier(parameter)} = ${quoteLiteral(value)}`);
  }
  for (const other of request.leave) {
    const from = await grantee(transaction, other);
    if (from !== undefined) await transaction.query(`REVOKE ${from} FROM ${name} CASCADE`);
  }
  for (const other of request.expel) {
    const member = await grantee(transaction, other);
    if (member !== undefined) await transaction.query(`REVOKE ${name} FROM ${member} CASCADE`);
  }
  for (const other of role.memberOf) await transaction.query(`GRANT ${quoteIdentifier(other)} TO ${name}`);
  await revokeDefaults(transaction, undefined, request.undefault);
  await transaction.query(
    `COMMENT ON ROLE ${name} IS ${quoteLiteral(writeMark({ tenantId: request.tenantId, digest: request.mark }))}`,
  );
}

/** What the server is told of a login's password; undefined where it stays as it is. */
async function verifierFor(
  session: LookupSession,
  { role, passwordOf }: Extract<RoleRequest, { readonly do: 'setRole' }>,
): Promise<string | undefined> {
  const { reference, version } = role;
  if (passwordOf === undefined || reference === undefined) return undefined;
  const { username, password } = await session.secret(passwordOf, reference, version);
  if (username !== role.role)
    throw new EngineError(`the secret ${reference} is for another login: its username has to be ${role.role}`);
  if (password === undefined || password === '') throw new EngineError(`the secret ${reference} holds no password`);
  return await scramVerifier(password);
}

/** `statement_timeout=10min` */
function settingParts(setting: string): readonly [string, string] {
  const equals = setting.indexOf('=');
  return [setting.slice(0, equals), setting.slice(equals + 1)];
}
