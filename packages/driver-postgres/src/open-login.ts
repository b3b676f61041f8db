import { openServer, serverAddress, type Database } from '@akili/client-postgres';
import { tenantRole } from '@akili/model';
import { EngineError, platformSlug, type DriverContext, type TenantIdentity } from '@akili/resource';
import { lookupReference } from './lower-roles.ts';
import { checkPlatformLogin, checkTenantLogin } from './preflight.ts';

/** Logs in as the platform and sees that its login may do what it has to. */
export async function openPlatform(context: DriverContext): Promise<Database> {
  const reference = context.binding.credentials;
  if (reference === undefined)
    throw new EngineError(`environment ${context.environment.name} names no credentials for lookup`);
  const { username, password } = await loginParts(context, platformSlug, reference);
  return await checked(await open(context, username, password, 4), checkPlatformLogin);
}

/** Logs in as a tenant with its own secret, which has to be of one of its own logins, and sees that it is as declared. */
export async function openTenant(context: DriverContext, tenant: TenantIdentity): Promise<Database> {
  const { username, database } = await openTenantLogin(context, tenant);
  return await checked(database, (opened) => checkTenantLogin(opened, username, tenantRole(tenant, 'owner')));
}

/** The same whatever the login may do: what a probe looks through. */
export async function openTenantLogin(
  context: DriverContext,
  tenant: TenantIdentity,
): Promise<{ readonly username: string; readonly database: Database }> {
  const reference = lookupReference(tenant.slug, context.credentialReference?.(tenant.slug));
  const { username, password } = await loginParts(context, tenant.slug, reference);
  if (username !== tenantRole(tenant, 'deployer') && username !== tenantRole(tenant, 'deployer__b'))
    throw new EngineError(
      `the secret ${reference} is for another login: its username has to be ${tenantRole(tenant, 'deployer')} or ${tenantRole(tenant, 'deployer__b')}`,
    );
  return { username, database: await open(context, username, password, 2) };
}

async function loginParts(
  context: DriverContext,
  slug: string,
  reference: string,
): Promise<{ readonly username: string; readonly password: string }> {
  const { username, password } = await context.secret(slug, reference);
  if (username === undefined || password === undefined)
    throw new EngineError(`the secret ${reference} holds no username and password`);
  return { username, password };
}

async function open(
  { binding, environment, directory }: DriverContext,
  user: string,
  password: string,
  connections: number,
): Promise<Database> {
  const address = serverAddress(binding.settings, directory);
  if ('lacks' in address) throw new EngineError(`environment ${environment.name} has no lookup.${address.lacks}`);
  return await openServer({ ...address, user, password, connections });
}

async function checked(database: Database, check: (database: Database) => Promise<void>): Promise<Database> {
  try {
    await check(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
