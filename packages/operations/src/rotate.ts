import {
  exitCodes,
  loginRotated,
  nothingToRotate,
  rotationNeedsApply,
  unknownTenant,
  type Finding,
} from '@akili/diagnostics';
import { diagnosticOf } from '@akili/compiler';
import { rotateLogins } from '@akili/credentials';
import { createLocator } from '@akili/manifest';
import { isGeneratedLogin, type EngineRole, type Tenant } from '@akili/model';
import { readWorkingTree } from '@akili/repo';
import { randomBytes } from 'node:crypto';
import type { Answer } from './answer.ts';
import { answerOrStopped } from './answer-or-stopped.ts';
import { applyWhole } from './apply-whole.ts';
import { sourcesOf } from './compile-repository.ts';
import { compileWhole } from './compile-whole.ts';
import { nextByHand } from './next-by-hand.ts';
import type { OperationHost } from './operation-host.ts';
import { rotatedLogin } from './rotated-login.ts';
import { secretsFor, secretStores } from './secrets.ts';
import type { Selection } from './selection.ts';
import { Stopped } from './stopped.ts';
import { findingsDocument } from './summarise.ts';
import { loadEngines } from './engines.ts';
import { usedEngines } from './used-engines.ts';
import { tenantCredentials } from './tenant-credentials.ts';

/** What `tenant rotate` is asked for beside the selection. */
export interface RotateOptions {
  readonly tenant: string;
  /** Leaves the version before with the engines until the next apply. */
  readonly grace: boolean;
  readonly lockTimeoutMs: number;
}

/**
 * Rotates a tenant's logins to every engine of an environment; see `rotateLogins`. Secrets that akili cannot write are
 * rotated by a person: the answer says what to set where, one step a run.
 */
export async function rotate(host: OperationHost, selection: Selection, options: RotateOptions): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  return await answerOrStopped(snapshot, async () => {
    const { whole } = await compileWhole(snapshot, { ...selection, tenants: [options.tenant], products: [] }, {}, host);
    const { environment, collected } = whole;
    const tenant = findTenant(collected.repository.tenants, options.tenant);
    const { slug, id } = tenant;
    const stores = secretStores(host);
    const secrets = secretsFor(collected.repository.platform, host, stores);
    const references = Object.entries(
      tenantCredentials(environment, slug, tenant.namedCredentials ?? tenant.credentials),
    ) as [EngineRole, string][];
    const uses = usedEngines(await loadEngines(environment), whole.compilation, environment);
    const wanted = references.filter(([role]) => role !== 'compute' && uses(slug, role));
    if (wanted.length === 0)
      throw stop(nothingToRotate.at(undefined, { tenant: slug, environment: environment.name }), exitCodes.failed);
    const parts = { whole, tenant: { slug, id }, secrets, stores, host };
    const logins = wanted.map(([role, reference]) => rotatedLogin(role, reference, parts));
    const started = await Promise.all(logins.map(async (login) => (await login.read()).next !== undefined));
    const apply = (): Promise<number> => applyWhole(whole, slug, options.lockTimeoutMs, host);
    if (!started.some(Boolean)) {
      const changes = await applyWhole(whole, slug, options.lockTimeoutMs, host, { dryRun: true });
      if (changes > 0) throw stop(rotationNeedsApply.at(undefined, { tenant: slug, changes }), exitCodes.refused);
    }
    const written = logins.filter(({ role, reference }) => isGeneratedLogin(environment, slug, role, reference));
    const byHand = logins.filter((login) => !written.includes(login));
    const findings: Finding[] = [];
    const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
    const results = await rotateLogins({
      ...{ tenant: { slug, id }, logins: written, random, grace: options.grace },
      apply: async () => void (await apply()),
    });
    for (const { role, version, kept } of results)
      findings.push(loginRotated.at(undefined, { tenant: slug, role, version, kept }, { tenant: slug }));
    for (const login of byHand) findings.push(await nextByHand(tenant, login));
    const locate = createLocator(snapshot);
    const exitCode = byHand.length > 0 ? exitCodes.refused : exitCodes.ok;
    return {
      document: findingsDocument(
        findings.map((finding) => diagnosticOf(finding, locate)),
        { tenants: 1, products: 0 },
      ),
      exitCode,
      sourceOf: sourcesOf(snapshot),
    };
  });
}

function findTenant(tenants: readonly Tenant[], slug: string): Tenant {
  const found = tenants.find((one) => one.slug === slug);
  if (found !== undefined) return found;
  throw stop(unknownTenant.at(undefined, { tenant: slug }), exitCodes.failed);
}

function stop(finding: Finding, exitCode: Stopped['exitCode']): Stopped {
  return new Stopped({ findings: [finding] }, exitCode);
}
