import { randomBytes } from 'node:crypto';
import { exitCodes } from '@akili/diagnostics';
import type { EngineRole } from '@akili/model';
import { drift as findDrift } from '@akili/plan';
import { headCommit, readWorkingTree } from '@akili/repo';
import { platformSlug, type ProbeTarget, type Resource, type TenantIdentity } from '@akili/resource';
import type { Answer } from '../answer.ts';
import { answerOrStopped } from '../answer-or-stopped.ts';
import { sourcesOf } from '../compile-repository.ts';
import { compileWhole } from '../compile-whole.ts';
import { lowerAll } from '../engines.ts';
import type { KnownTenant } from '../known-tenants.ts';
import { livePlanInput } from '../live-plan-input.ts';
import { loginRoles } from '../login-roles.ts';
import { openEnvironment, type OpenEnvironment } from '../open-environment.ts';
import type { OperationHost } from '../operation-host.ts';
import { planScope } from '../plan-scope.ts';
import { requireCredentials } from '../require-credentials.ts';
import type { Selection } from '../selection.ts';
import { tenantCredentials } from '../tenant-credentials.ts';
import { probeEngine } from './probe-engine.ts';
import { probePairs } from './probe-pairs.ts';
import { probeReport, type ProbedTenant } from './probe-report.ts';

export { isLive } from './is-live.ts';

export interface VerifyOptions {
  readonly lockTimeoutMs: number;
  /** Every tenant tries every other, instead of a sample. */
  readonly allPairs: boolean;
}

/**
 * Probes isolation on the live engines: with each tenant's own credential it tries to reach what is others' and expects
 * the refusal; then it looks through the inventories for access that nobody declared. Changes nothing. For chosen
 * tenants only those try, and the report names nobody else.
 */
export async function verify(host: OperationHost, selection: Selection, options: VerifyOptions): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  return await answerOrStopped(snapshot, async () => {
    const chosen: Selection = { ...selection, products: [] };
    const only = chosen.tenants.length === 0 ? undefined : chosen.tenants;
    const { whole } = await compileWhole(snapshot, chosen, {}, host);
    const scope = planScope(chosen);
    // A tenant probes itself with no more than its own secrets.
    const stage = only === undefined ? undefined : 'tenant';
    const open = await openEnvironment(whole, { lockTimeoutMs: options.lockTimeoutMs, scope, stage }, host);
    try {
      const desired = lowerAll(open.engines, whole.compilation, whole.environment, await open.logins());
      const engineOf = (resource: Resource): EngineRole | undefined =>
        open.engines.engineOf.get(resource.kind)?.binding.role;
      const known = open.tenants.filter(({ identity }) => identity.slug !== platformSlug);
      const pairs = probePairs(
        known.map(({ identity }) => identity.slug),
        options.allPairs,
      );
      const nonce = randomBytes(6).toString('hex');
      const probed: ProbedTenant[] = [];
      const notProbed: string[] = [];
      const tried = new Map(
        open.engines.bound.map((engine) => {
          const own = desired.filter((resource) => engineOf(resource) === engine.binding.role);
          const users = new Set(own.map(({ tenant }) => tenant.slug));
          const tenants = known.filter(({ identity: { slug }, status }) => {
            const tries = only?.includes(slug) ?? true;
            return tries && users.has(slug) && (status === 'active' || status === 'suspended');
          });
          return [engine, { own, tenants }] as const;
        }),
      );
      await requireLogins(open, tried);
      for (const [engine, { own, tenants }] of tried) {
        const targetOf = targetsOn(known, own);
        const targets = ({ slug }: { readonly slug: string }): readonly ProbeTarget[] =>
          (pairs.get(slug) ?? []).map(targetOf);
        const found = await probeEngine({ open, engine, tenants, targets, nonce }, host);
        probed.push(...found.probed);
        notProbed.push(...found.notProbed);
      }
      const request = { scope, allowDestroy: [], commit: (await headCommit(host.root)) ?? null, diagnostics: [] };
      const { plan } = findDrift(await livePlanInput(whole, open, request, host));
      const probe = probeReport({
        environment: whole.environment.name,
        pairs: options.allPairs ? 'all' : 'sample',
        probed,
        violations: plan.isolation.violations,
        notProbed: [...notProbed, ...unseen(open, only)],
        only,
      });
      return {
        document: { kind: 'probe', probe },
        exitCode: probe.holds ? exitCodes.ok : exitCodes.isolationViolated,
        sourceOf: sourcesOf(snapshot),
      };
    } finally {
      await open.close();
    }
  });
}

/** By slug: what is declared of a tenant on one engine. */
function targetsOn(known: readonly KnownTenant[], own: readonly Resource[]): (slug: string) => ProbeTarget {
  const identities = new Map(known.map(({ identity }) => [identity.slug, identity]));
  const resources = new Map<string, Resource[]>();
  for (const resource of own) {
    const list = resources.get(resource.tenant.slug);
    if (list === undefined) resources.set(resource.tenant.slug, [resource]);
    else list.push(resource);
  }
  return (slug) => ({
    tenant: identities.get(slug) as TenantIdentity,
    resources: resources.get(slug) ?? [],
  });
}

/** Every login that is to try, looked up at once: what is lacking is told together, before anything is tried. */
async function requireLogins(
  { environment, secrets, connections }: OpenEnvironment,
  tried: ReadonlyMap<{ readonly binding: { readonly role: EngineRole } }, { readonly tenants: readonly KnownTenant[] }>,
): Promise<void> {
  const withLogins = new Set(loginRoles(environment));
  const needed = [...tried].flatMap(
    ([
      {
        binding: { role },
      },
      { tenants },
    ]) => {
      if (!withLogins.has(role) || connections.byRole.get(role)?.probe === undefined) return [];
      return tenants.flatMap(({ identity: { slug }, credentials }) => {
        const reference = tenantCredentials(environment, slug, credentials)[role];
        return reference === undefined ? [] : [{ tenant: slug, reference, role }];
      });
    },
  );
  await requireCredentials(needed, secrets);
}

/** Kinds whose foreign access could not be looked for, with the credentials at hand. */
function unseen(open: OpenEnvironment, only: readonly string[] | undefined): readonly string[] {
  const slugs = only ?? open.tenants.map(({ identity }) => identity.slug).filter((slug) => slug !== platformSlug);
  const kinds = [...new Set(slugs.flatMap((slug) => [...open.connections.unread(slug)]))].sort();
  if (kinds.length === 0) return [];
  const list = kinds.map((kind) => `\`${kind}\``).join(', ');
  return [`Access that nobody declared, on ${list}: only the platform's login sees it.`];
}
