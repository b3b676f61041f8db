import type { EngineRole } from '@akili/model';
import type { TenantIdentity } from '@akili/resource';
import type { SecretVersions } from '../secret-parts.ts';
import type { SecretJson } from '../stores/secret-store.ts';
import type { RandomBytes } from './new-login.ts';
import { dropPrevious, promoteNext, stageNext } from './rotation.ts';

/** One login of the tenant whose secret can be written. */
export interface RotatedLogin {
  readonly role: EngineRole;
  /** Looks at the secret as it is now. */
  read(): Promise<SecretVersions>;
  /** Writes the secret where it is still as it was read last; throws otherwise. */
  write(document: SecretJson): Promise<void>;
  /** Logs in to the engine with a version; throws where it is not accepted. */
  verify(version: string): Promise<void>;
}

export interface Rotation {
  readonly tenant: TenantIdentity;
  readonly logins: readonly RotatedLogin[];
  readonly random: RandomBytes;
  /** Leaves the version before with the engines until the next apply. */
  readonly grace: boolean;
  /** Makes engines accept exactly what the secrets ask for: the version in use, and a staged one. Throws where it fails. */
  apply(): Promise<void>;
}

/** What a rotation came to, for each login. */
export interface RotationResult {
  readonly role: EngineRole;
  readonly version: string;
  /** The version that engines still accept, with grace. */
  readonly kept?: string;
}

/**
 * Rotates logins without a moment in which the secret names one that the engine refuses: a newer version is staged in
 * each secret, engines are made to accept it beside the one in use, it logs in once, only then is it put to use, and the
 * one before it retired. Everything it has to remember stands in the secrets: killed anywhere, the next run goes on.
 */
export async function rotateLogins(rotation: Rotation): Promise<readonly RotationResult[]> {
  const { logins, tenant, random, grace } = rotation;
  const found = await readAll(logins);
  // A version that was kept with grace has the slot that the next one needs.
  if (found.some(({ versions }) => versions.next === undefined && versions.previous !== undefined))
    await rotation.apply();
  for (const { login, versions } of found)
    if (versions.next === undefined) await login.write(stageNext(versions, tenant, login.role, random));
  await rotation.apply();
  const staged = await readAll(logins);
  for (const { login, versions } of staged) if (versions.next !== undefined) await login.verify(versions.next.version);
  for (const { login, versions } of staged) if (versions.next !== undefined) await login.write(promoteNext(versions));
  const promoted = await readAll(logins);
  if (!grace) {
    await rotation.apply();
    for (const { login, versions } of promoted)
      if (versions.previous !== undefined) await login.write(dropPrevious(versions));
  }
  return promoted.map(({ login, versions: { current, previous } }) => ({
    role: login.role,
    version: current.version,
    ...(grace && previous !== undefined ? { kept: previous.version } : {}),
  }));
}

async function readAll(
  logins: readonly RotatedLogin[],
): Promise<readonly { readonly login: RotatedLogin; readonly versions: SecretVersions }[]> {
  return await Promise.all(logins.map(async (login) => ({ login, versions: await login.read() })));
}
