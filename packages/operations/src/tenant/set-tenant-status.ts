import type { Tenant } from '@akili/model';
import { readWorkingTree } from '@akili/repo';
import type { Answer } from '../answer.ts';
import { answerOrStopped } from '../answer-or-stopped.ts';
import { changeRepository } from '../change/change-repository.ts';
import { editManifest } from '../change/edit-manifest.ts';
import { findTenant, readTenants } from '../change/find-tenant.ts';
import { orRefused, type OrRefused } from '../change/refused.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';

/** What a status means once it is applied. */
const meaning: { readonly [status in Tenant['status']]: string } = {
  active: 'Once applied, its products are deployed and run again.',
  suspended: 'Once applied, it is read only: nothing of it runs, and nothing new of it is deployed.',
  archived: 'Once applied, nobody can reach it and nothing of it runs; its data stays.',
};

/** Declares another status of a tenant in its manifest; `apply` carries it out. */
export async function setTenantStatus(
  host: OperationHost,
  selection: Selection,
  { slug, status }: { readonly slug: string; readonly status: Tenant['status'] },
): Promise<OrRefused<Answer>> {
  const before = readWorkingTree(host.root);
  return await orRefused(() =>
    answerOrStopped(before, async () => {
      const tenant = findTenant(readTenants(before, selection), slug);
      const isSo = tenant.status === status;
      return await changeRepository(host, {
        before,
        tenant: slug,
        environment: selection.environment,
        changes: isSo ? [] : [editManifest(before, tenant.file, [{ path: ['status'], value: status }])],
        notes: [
          isSo
            ? `\`${slug}\` is declared ${status} already; \`akili tenant get ${slug}\` says what is live.`
            : meaning[status],
        ],
      });
    }),
  );
}
