import { createHash } from 'node:crypto';
import type { OwnershipMark } from '@akili/resource';

/** What the display name of a tenant's user says: whose it is, of which declaration, and which key is which version. */
export interface PrincipalMark {
  readonly mark: OwnershipMark;
  /** Version of the secret by the sign of its access key. */
  readonly versions: ReadonlyMap<string, string>;
}

/** `akili <tenant id> <digest> 1=<sign> 2=<sign>`. */
export function displayNameOf({ tenantId, digest }: OwnershipMark, versions: ReadonlyMap<string, string>): string {
  const keys = [...versions].map(([sign, version]) => `${version}=${sign}`).sort();
  return ['akili', tenantId, digest, ...keys].join(' ');
}

/** Undefined where the name is not one of ours. */
export function readDisplayName(name: string): PrincipalMark | undefined {
  const [head, tenantId = '', digest = '', ...keys] = name.split(' ');
  if (head !== 'akili' || !/^[0-9a-f-]{36}$/.test(tenantId) || !/^sha256:[0-9a-f]{64}$/.test(digest)) return undefined;
  const versions = new Map<string, string>();
  for (const key of keys) {
    const match = /^(\d+)=([0-9a-f]{16})$/.exec(key);
    if (match !== null) versions.set(match[2] as string, match[1] as string);
  }
  return { mark: { tenantId, digest }, versions };
}

/** What stands for an access key where others may read it. The key's id alone; of its secret nothing is derived. */
export function keySign(tenantId: string, accessKeyId: string): string {
  return createHash('sha256').update(`${tenantId} ${accessKeyId}`).digest('hex').slice(0, 16);
}
