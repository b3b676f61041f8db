import type { EngineRole } from '@akili/model';
import type { TenantIdentity } from '@akili/resource';
import type { SecretVersion, SecretVersions } from '../secret-parts.ts';
import type { SecretJson } from '../stores/secret-store.ts';
import { newLogin, type RandomBytes } from './new-login.ts';

/**
 * The version after one, for the other slot of the engine: versions count up by one and take turns, but 0 and 1 share
 * the first slot.
 */
export function nextVersion(version: string): string {
  return version === '0' ? '2' : String(BigInt(version) + 1n);
}

/** A secret with a newer login staged beside the one in use. What was retired goes. */
export function stageNext(
  { current }: SecretVersions,
  tenant: TenantIdentity,
  role: EngineRole,
  random: RandomBytes,
): SecretJson {
  return { ...written(current), next: newLogin(tenant, role, nextVersion(current.version), random) };
}

/** The staged login in use, the one before it kept until engines have let go of it. */
export function promoteNext({ current, next }: SecretVersions): SecretJson {
  if (next === undefined) throw new Error('no version is staged');
  return { ...written(next), previous: written(current) };
}

/** The login in use alone. */
export function dropPrevious({ current }: SecretVersions): SecretJson {
  return written(current);
}

function written({ version, parts }: SecretVersion): { readonly [part: string]: string } {
  return { ...parts, version };
}
