import { exitCodes } from '@akili/diagnostics';
import { isGeneratedLogin, reservedSlugs, slugPattern, type EngineRole, type Platform } from '@akili/model';
import { readWorkingTree } from '@akili/repo';
import type { Answer } from '../answer.ts';
import { answerOrStopped } from '../answer-or-stopped.ts';
import { changeRepository } from '../change/change-repository.ts';
import { newManifest } from '../change/edit-manifest.ts';
import { readTenants } from '../change/find-tenant.ts';
import { orRefused, Refused, type OrRefused } from '../change/refused.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import { Stopped } from '../stopped.ts';
import { tenantCredentials } from '../tenant-credentials.ts';
import { tenantManifest, type NewTenant } from './tenant-manifest.ts';

export type { NewTenant } from './tenant-manifest.ts';

/** Writes the manifest of a new tenant. Only the platform's people do: a view of one tenant has no others. */
export async function createTenant(
  host: OperationHost,
  selection: Selection,
  tenant: NewTenant,
): Promise<OrRefused<Answer>> {
  const { slug } = tenant;
  const before = readWorkingTree(host.root);
  return await orRefused(() =>
    answerOrStopped(before, async () => {
      // Before anything is looked up, so that a slug that is taken is refused like one that is not.
      if (selection.tenants.some((one) => one !== slug))
        throw new Refused(
          `\`${slug}\` cannot be created from a view of other tenants: leave \`--tenant\` and profiles out.`,
        );
      refuseSlug(slug);
      const { read } = readTenants(before, { ...selection, tenants: [] });
      if (before.files.some(({ path }) => path.startsWith(`tenants/${slug}/`)))
        throw new Refused(`There is a tenant \`${slug}\` already; \`akili tenant get ${slug}\` shows it.`);
      if (read.findings.some(({ code }) => code === 'FS101'))
        throw new Stopped({ findings: read.findings }, exitCodes.failed);
      return await changeRepository(host, {
        before,
        tenant: slug,
        environment: selection.environment,
        changes: [newManifest(`tenants/${slug}/tenant.yaml`, tenantManifest(tenant))],
        notes: credentialNotes(slug, read.repository.platform),
      });
    }),
  );
}

function refuseSlug(slug: string): void {
  if (reservedSlugs.includes(slug)) throw new Refused(`\`${slug}\` is reserved and cannot be a tenant's slug.`);
  if (slugPattern.test(slug)) return;
  const rule = '3 to 63 small letters and digits, parted by single hyphens';
  throw new Refused(`\`${slug}\` cannot be a tenant's slug: ${rule}.`);
}

/** Where the tenant's logins have to stand, an environment a sentence; those that akili makes itself are left out. */
function credentialNotes(slug: string, { environments }: Platform): readonly string[] {
  return environments.flatMap((environment) => {
    const references = Object.entries(tenantCredentials(environment, slug, {}));
    const byHand = references
      .filter(([role, reference]) => !isGeneratedLogin(environment, slug, role as EngineRole, reference))
      .map(([, reference]) => reference);
    return byHand.length === 0
      ? []
      : [`Its logins in environment ${environment.name} are read from ${byHand.join(', ')}.`];
  });
}
