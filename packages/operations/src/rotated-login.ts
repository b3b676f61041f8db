import {
  FindingError,
  newLoginRefused,
  secretDenied,
  secretMalformed,
  secretNotSet,
  secretNotWritten,
  secretUnavailable,
} from '@akili/diagnostics';
import { expectedForm, readParts, type RotatedLogin, type Secrets } from '@akili/credentials';
import { readCredentialReference, type CredentialReference, type EngineRole } from '@akili/model';
import type { TenantIdentity } from '@akili/resource';
import { connectEngines } from './connect-engines.ts';
import { loadEngines } from './engines.ts';
import type { WholeRepository } from './open-environment.ts';
import type { OperationHost } from './operation-host.ts';
import type { SecretStores } from './secrets.ts';
import { Stopped } from './stopped.ts';

/** What a login is read, written and tried with. */
export interface RotationParts {
  readonly whole: WholeRepository;
  readonly tenant: TenantIdentity;
  readonly secrets: Secrets;
  readonly stores: SecretStores;
  readonly host: OperationHost;
}

/** A tenant's login to one engine, with its secret looked at anew each time. */
export function rotatedLogin(
  role: EngineRole,
  reference: string,
  parts: RotationParts,
): RotatedLogin & { readonly reference: string } {
  const { secrets, stores, tenant, host } = parts;
  const parsed = readCredentialReference(reference) as CredentialReference;
  const store = stores[parsed.scheme];
  let revision: string | undefined;
  return {
    role,
    reference,
    async read() {
      const found = await store.read(parsed, host.signal);
      const expected = expectedForm(role);
      if (found.found === 'missing') throw refusal(secretNotSet.at(undefined, { reference, expected }), tenant);
      if (found.found === 'denied') throw refusal(secretDenied.at(undefined, { reference, ...found }), tenant);
      if (found.found === 'failed') throw refusal(secretUnavailable.at(undefined, { reference, ...found }), tenant);
      const read = readParts(found.value, role);
      if (!read.ok)
        throw refusal(secretMalformed.at(undefined, { reference, problem: read.problem, expected }), tenant);
      revision = found.revision;
      secrets.forget(reference);
      return read.versions;
    },
    async write(document) {
      const problem = 'it cannot be written by akili';
      const written = (await store.write?.(parsed, document, revision, host.signal)) ?? {
        written: false,
        moved: false,
        problem,
      };
      secrets.forget(reference);
      if (written.written) return;
      const why = written.moved ? 'somebody else wrote it meanwhile' : written.problem;
      throw refusal(secretNotWritten.at(undefined, { reference, problem: why }), tenant);
    },
    verify: (version) => tryLogin(role, reference, version, parts),
  };
}

/** Opens the engine with a version of the login alone, and reads what the tenant has there. */
async function tryLogin(
  role: EngineRole,
  reference: string,
  version: string,
  { whole, tenant, secrets, host }: RotationParts,
): Promise<void> {
  const staged: Secrets = {
    ...secrets,
    reveal: (slug, named, purpose, asked) =>
      secrets.reveal(
        slug,
        named,
        purpose,
        asked ?? (slug === tenant.slug && named === reference ? version : undefined),
      ),
  };
  const engines = await loadEngines(whole.environment);
  const only = { ...engines, bound: engines.bound.filter(({ binding }) => binding.role === role) };
  const references = new Map([[tenant.slug, { [role]: reference }]]);
  const logins = {
    secrets: staged,
    references,
    reads: new Map([[role, 'tenant' as const]]),
    uses: () => true,
    made: undefined,
    recorded: () => [],
  };
  try {
    const connections = await connectEngines(whole.environment, only, [tenant], logins, host);
    try {
      await connections.byRole.get(role)?.session(tenant, 'tenant');
      await connections.inventory(tenant);
    } finally {
      await connections.close();
    }
  } catch (error) {
    const problem = error instanceof Stopped || error instanceof Error ? error.message : 'it cannot be said why';
    throw refusal(newLoginRefused.at(undefined, { tenant: tenant.slug, role, problem }), tenant);
  }
}

function refusal(finding: FindingError['finding'], { slug }: TenantIdentity): FindingError {
  return new FindingError({ ...finding, tenant: slug });
}
