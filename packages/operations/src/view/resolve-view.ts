import {
  keysUnavailable,
  noAuthSettings,
  notLoggedIn,
  exitCodes,
  tokenRefused,
  type ExitCode,
  type Finding,
} from '@akili/diagnostics';
import { readRepository } from '@akili/compiler';
import type { AuthSettings } from '@akili/model';
import type { Claims } from '@akili/profiles';
import { readFiles } from '@akili/repo';
import type { OperationHost } from '../operation-host.ts';
import type { View, ViewRequest } from './view.ts';

/** Why there is no view, or no token. */
export interface Refusal {
  readonly refused: Finding;
  readonly exitCode: ExitCode;
}

/** What of the world a view is made from. */
export type ViewHost = Pick<OperationHost, 'root' | 'now' | 'signal'>;

/**
 * The view of a profile in a repository. Where akili.yaml says how tokens are verified a profile needs one; a token that
 * it has is verified in any case. Reads two files and nothing of another tenant.
 */
export async function resolveView(host: ViewHost, request: ViewRequest): Promise<View | Refusal> {
  const { name, tenant } = request.profile;
  const { auth } = readOwn(host.root, tenant);
  if (request.token !== undefined) {
    const claims = await verifyFor(host, { ...request, token: request.token });
    return 'refused' in claims ? claims : { profile: name, tenant, claims };
  }
  if (auth !== undefined) return refuse(notLoggedIn.at(undefined, { profile: name }));
  return { profile: name, tenant, claims: undefined };
}

/**
 * The claims of a token that is the profile's tenant's. A tenant that is not in the repository and one with another id
 * are refused in the same words: who else there is is nobody's business.
 */
export async function verifyFor(
  host: ViewHost,
  { profile, token, cacheFolder }: ViewRequest & { readonly token: string },
): Promise<Claims | Refusal> {
  const { auth, id } = readOwn(host.root, profile.tenant);
  if (auth === undefined) return refuse(noAuthSettings.at(undefined, {}));
  const { verifyToken } = await import('@akili/profiles/token');
  const verified = await verifyToken(token, auth, { ...host, cacheFolder });
  const refuseToken = (reason: string): Refusal =>
    refuse(tokenRefused.at(undefined, { profile: profile.name, reason }));
  switch (verified.kind) {
    case 'refused':
      return refuseToken(verified.reason);
    case 'unavailable': {
      const { source, problem } = verified;
      return refuse(keysUnavailable.at(undefined, { source, problem }), exitCodes.failed);
    }
    case 'verified':
      return verified.claims.tenantId === id
        ? verified.claims
        : refuseToken("it is for another tenant than the profile's");
  }
}

function refuse(refused: Finding, exitCode: ExitCode = exitCodes.refused): Refusal {
  return { refused, exitCode };
}

/** What the platform says of tokens, and the id of one tenant; undefined where there is none that could be read. */
function readOwn(
  root: string,
  tenant: string,
): { readonly auth: AuthSettings | undefined; readonly id: string | undefined } {
  const { repository } = readRepository(readFiles(root, ['akili.yaml', `tenants/${tenant}/tenant.yaml`]));
  const id = repository.tenants.find(({ slug }) => slug === tenant)?.id;
  return { auth: repository.platform.auth, id: id === '' ? undefined : id };
}
