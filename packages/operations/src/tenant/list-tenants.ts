import { exitCodes } from '@akili/diagnostics';
import { readWorkingTree } from '@akili/repo';
import type { Answer } from '../answer.ts';
import { answerOrStopped } from '../answer-or-stopped.ts';
import { findTenant, readTenants } from '../change/find-tenant.ts';
import { sourcesOf } from '../compile-repository.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import { fileCreatedAt } from './file-created-at.ts';
import { readStates } from './read-states.ts';
import { tenantDetails, tenantItem } from './tenant-item.ts';

/** The tenants that were asked for: what is declared of each, and what the environment has on record. */
export async function listTenants(host: OperationHost, selection: Selection): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  return await answerOrStopped(snapshot, async () => {
    const repository = readTenants(snapshot, selection);
    const recorded = await readStates(repository, host);
    const items = repository.tenants.map((tenant) => tenantItem(tenant, repository.environment, recorded));
    const columns = ['slug', 'displayName', 'declared', 'live', 'environment', 'id', 'liveProblem'];
    return { document: { kind: 'list', items, columns }, exitCode: exitCodes.ok, sourceOf: sourcesOf(snapshot) };
  });
}

/** One tenant, whole. */
export async function getTenant(host: OperationHost, selection: Selection, slug: string): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  return await answerOrStopped(snapshot, async () => {
    const repository = readTenants(snapshot, selection);
    const tenant = findTenant(repository, slug);
    const recorded = await readStates({ ...repository, tenants: [tenant] }, host);
    const item = tenantDetails(tenant, repository, recorded, await fileCreatedAt(host.root, tenant.file));
    const columns = [
      ...[
        'id',
        'slug',
        'displayName',
        'declared',
        'live',
        'liveProblem',
        'environment',
        'createdAt',
        'teams',
        'quotas',
      ],
      ...['products', 'connections', 'credentials', 'file'],
    ];
    const document = { kind: 'list', layout: 'record', items: [item], columns } as const;
    return { document, exitCode: exitCodes.ok, sourceOf: sourcesOf(snapshot) };
  });
}
