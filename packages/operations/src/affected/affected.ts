import { readRepository } from '@akili/compiler';
import { exitCodes } from '@akili/diagnostics';
import type { Tenant } from '@akili/model';
import { changedFiles, readWorkingTree } from '@akili/repo';
import type { Answer } from '../answer.ts';
import { answerOrStopped } from '../answer-or-stopped.ts';
import { sourcesOf, controlFlowFor } from '../compile-repository.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import { Stopped } from '../stopped.ts';
import { touchedBy, type Touched, type TouchedTenant } from './affected-tenants.ts';

/** A tenant that a change affects. */
export interface AffectedTenant {
  readonly tenant: string;
  /** `platform`: rules of the platform changed; `tenant`: its own manifest or connections; `products`. */
  readonly because: 'platform' | 'tenant' | 'products';
  /** Products whose own files changed; all where the tenant is affected as a whole. Sorted. */
  readonly products: readonly string[];
  /** Products that read those, directly or through others. Sorted. */
  readonly downstream: readonly string[];
  /** False where the tenant's folder is gone. */
  readonly declared: boolean;
}

/**
 * Whom the changes since a commit affect: the tenants whose folders changed, all of them where `akili.yaml` or
 * `policies/` did, with their changed products and what reads these. Manifests are read and nothing is compiled, so a
 * repository with errors is answered too.
 */
export async function affected(host: OperationHost, selection: Selection, base: string): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  return await answerOrStopped(snapshot, async () => {
    host.progress({ phase: `comparing with ${base}` });
    const changed = await changedFiles(host.root, base);
    if ('finding' in changed) throw new Stopped({ findings: [changed.finding] }, exitCodes.failed);
    const { repository } = readRepository(snapshot, {}, await controlFlowFor(snapshot));
    const items = affectedTenants(touchedBy(changed.paths), repository.tenants).filter(
      ({ tenant }) => selection.tenants.length === 0 || selection.tenants.includes(tenant),
    );
    return {
      document: {
        kind: 'list',
        items: items.map((item) => ({ ...item })),
        columns: ['tenant', 'because', 'products', 'downstream'],
      },
      exitCode: exitCodes.ok,
      sourceOf: sourcesOf(snapshot),
    };
  });
}

/** The affected tenants by slug; a tenant whose folder is gone is among them. */
export function affectedTenants(touched: Touched, tenants: readonly Tenant[]): readonly AffectedTenant[] {
  const declared = new Map(tenants.map((tenant) => [tenant.slug, tenant]));
  const slugs = touched.everyone ? [...declared.keys()] : [...touched.tenants.keys()];
  return slugs.sort().map((slug) => {
    const part = touched.everyone ? undefined : touched.tenants.get(slug);
    return affectedTenant(slug, declared.get(slug), part);
  });
}

function affectedTenant(slug: string, tenant: Tenant | undefined, part: TouchedTenant | undefined): AffectedTenant {
  const products = tenant?.products ?? [];
  const whole = part === undefined || part.whole;
  const changed = products
    .filter(({ folder }) => whole || part.folders.some((one) => one === folder || one.startsWith(`${folder}/`)))
    .map(({ name }) => name);
  return {
    tenant: slug,
    because: part === undefined ? 'platform' : part.whole ? 'tenant' : 'products',
    products: changed.toSorted(),
    downstream: downstreamOf(changed, products),
    declared: tenant !== undefined,
  };
}

function downstreamOf(changed: readonly string[], products: Tenant['products']): readonly string[] {
  const readers = new Map<string, string[]>();
  for (const { name, inputs } of products)
    for (const input of inputs)
      if (input.kind === 'product') readers.set(input.product, [...(readers.get(input.product) ?? []), name]);
  const reached = new Set(changed);
  const next = [...changed];
  for (let name = next.pop(); name !== undefined; name = next.pop())
    for (const reader of readers.get(name) ?? [])
      if (!reached.has(reader)) {
        reached.add(reader);
        next.push(reader);
      }
  return [...reached].filter((name) => !changed.includes(name)).sort();
}
