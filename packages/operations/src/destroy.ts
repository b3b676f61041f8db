import { didYouMean, exitCodes, tenantNeverSeen, unknownProduct, type Finding } from '@akili/diagnostics';
import { plan as makePlan, refusalExitCode } from '@akili/plan';
import { headCommit, readWorkingTree } from '@akili/repo';
import { platformSlug } from '@akili/resource';
import { carryOutPlan } from './carry-out-plan.ts';
import { sourcesOf } from './compile-repository.ts';
import { compileDespiteErrors } from './compile-despite-errors.ts';
import { livePlanInput } from './live-plan-input.ts';
import { openEnvironment, type OpenEnvironment, type WholeRepository } from './open-environment.ts';
import type { OperationHost } from './operation-host.ts';
import { planScope } from './plan-scope.ts';
import type { PreparedApply } from './prepared-apply.ts';
import { preparedOrStopped } from './prepared-or-stopped.ts';
import type { Selection } from './selection.ts';
import { Stopped } from './stopped.ts';

/** What `destroy` is asked for beside the selection, which names at least one tenant. */
export interface DestroyOptions {
  readonly allowDestroy: readonly string[];
  readonly lockTimeoutMs: number;
}

/**
 * Plans the removal of what was selected: also of a tenant whose folder is gone, and without regard to what is wrong in
 * its manifests, since whoever wants to be rid of a thing should not have to mend it first.
 */
export async function prepareDestroy(
  host: OperationHost,
  selection: Selection,
  options: DestroyOptions,
): Promise<PreparedApply> {
  const snapshot = readWorkingTree(host.root);
  const sourceOf = sourcesOf(snapshot);
  return await preparedOrStopped(snapshot, async () => {
    const whole = await compileDespiteErrors(snapshot, selection.environment, host);
    const open = await openEnvironment(whole, { ...options, scope: planScope(selection, true) }, host);
    try {
      const unknown = [...unknownTenants(selection, open), ...(await unknownProducts(selection, whole, open))];
      if (unknown.length > 0) throw new Stopped({ findings: unknown }, exitCodes.failed);
      const request = {
        scope: planScope(selection, true),
        allowDestroy: options.allowDestroy,
        commit: (await headCommit(host.root)) ?? null,
        diagnostics: [],
      };
      const planNow = async () => makePlan(await livePlanInput(whole, open, request, host));
      const planned = await planNow();
      const { plan } = planned;
      const none = {
        resumed: new Set<string>(),
        begun: new Set<string>(),
        done: new Set<string>(),
        strictCommit: false,
      };
      const current = async () => ({ ...none, plan: (await planNow()).plan });
      const carried = { planned, resume: false, leaseTimeoutMs: options.lockTimeoutMs, current, snapshot };
      return {
        answer: {
          document: { kind: 'plan', plan },
          exitCode: refusalExitCode([...plan.diagnostics, ...plan.isolation.violations]),
          sourceOf,
        },
        run: (progress) => carryOutPlan(plan, open, carried, host, progress),
        close: () => open.close(),
      };
    } catch (error) {
      await open.close();
      throw error;
    }
  });
}

/** Chosen tenants that are neither in the repository nor in the state. What belongs to no tenant is none. */
function unknownTenants(selection: Selection, open: OpenEnvironment): readonly Finding[] {
  const slugs = new Set(open.tenants.map(({ identity }) => identity.slug).filter((slug) => slug !== platformSlug));
  return selection.tenants
    .filter((tenant) => !slugs.has(tenant))
    .map((tenant) => tenantNeverSeen.at(undefined, { tenant }));
}

/** Chosen products that the chosen tenants neither declare nor ever had: a misspelt name must not end in "nothing to do". */
async function unknownProducts(
  selection: Selection,
  whole: WholeRepository,
  open: OpenEnvironment,
): Promise<readonly Finding[]> {
  if (selection.products.length === 0) return [];
  const declared = whole.collected.repository.tenants
    .filter(({ slug }) => selection.tenants.includes(slug))
    .flatMap(({ products }) => products.map(({ name }) => name));
  const states = await Promise.all(selection.tenants.map((tenant) => open.store.read(tenant)));
  const applied = states.flatMap((state) => state?.resources.flatMap(({ product }) => product ?? []) ?? []);
  const known = new Set([...declared, ...applied]);
  return selection.products
    .filter((product) => !known.has(product))
    .map((product) => unknownProduct.at(undefined, { product, suggestion: didYouMean(product, known) }));
}
