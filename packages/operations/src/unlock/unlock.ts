import { readWorkingTree } from '@akili/repo';
import { platformSlug } from '@akili/resource';
import type { Answer } from '../answer.ts';
import { answerOrStopped } from '../answer-or-stopped.ts';
import { findTenant, readTenants } from '../change/find-tenant.ts';
import { sourcesOf } from '../compile-repository.ts';
import type { OperationHost } from '../operation-host.ts';
import { secretsFor } from '../secrets.ts';
import type { Selection } from '../selection.ts';
import { openStateStore } from '../state-store.ts';
import { breakLease, type AskedLease } from './break-lease.ts';

/** What `unlock` is asked for beside the selection. */
export interface UnlockOptions {
  /** Slug of a tenant, or `platform`. */
  readonly tenant: string;
  /** Asked with who holds the lease since when; not where nobody does, or where it cannot be broken. */
  readonly agree: (held: Answer) => Promise<boolean>;
}

const columns = ['tenant', 'environment', 'lease', 'holder', 'since', 'note'];
const freesItself = 'A lease in a directory ends with its process: nothing has to be unlocked.';

/**
 * Breaks the lease on the state of a tenant, or of the platform: its holder writes nothing more, and the next apply need
 * not wait. With the platform's login where it is at hand, else with the tenant's own. No engine but the one that keeps
 * the state is reached.
 */
export async function unlock(
  host: OperationHost,
  selection: Selection,
  { tenant: slug, agree }: UnlockOptions,
): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  return await answerOrStopped(snapshot, async () => {
    const repository = readTenants(snapshot, selection);
    const { environment, read } = repository;
    const tenants = slug === platformSlug ? [] : [findTenant(repository, slug)];
    const answer = ({ lease, holder: told, exitCode }: AskedLease): Answer => {
      const { holder, since } = told ?? {};
      const item = {
        ...{ tenant: slug, environment: environment.name, lease },
        ...(holder === undefined ? {} : { holder }),
        ...(since === undefined ? {} : { since }),
        ...(environment.state.store === 'directory' ? { note: freesItself } : {}),
      };
      const document = { kind: 'list', layout: 'record', items: [item], columns } as const;
      return { document, exitCode, sourceOf: sourcesOf(snapshot) };
    };
    const stage = slug === platformSlug ? undefined : 'tenant';
    const secrets = secretsFor(read.repository.platform, host);
    const store = await openStateStore(environment, { secrets, stage, tenants }, host);
    try {
      return answer(await breakLease(store, slug, (held) => agree(answer(held))));
    } finally {
      await store.close();
    }
  });
}
