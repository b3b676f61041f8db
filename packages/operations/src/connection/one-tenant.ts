import { readRepository, type ReadRepository } from '@akili/compiler';
import { didYouMean, unknownConnection, exitCodes, type Finding } from '@akili/diagnostics';
import type { Connection, Snapshot, Tenant } from '@akili/model';
import { compileOptions } from '../compile-options.ts';
import { diagnosticOf } from '@akili/compiler';
import { createLocator } from '@akili/manifest';
import { repositoryExitCode } from '../repository-exit-code.ts';
import type { Selection } from '../selection.ts';
import { Stopped } from '../stopped.ts';

/** The tenant that a command about connections is for, as its manifests say. */
export interface OneTenant {
  readonly read: ReadRepository;
  readonly tenant: Tenant;
}

/**
 * Reads the manifests for the one tenant of a selection. What is wrong inside the tenant does not stop: one has to be
 * able to look at a connection while a product is being written. Throws Stopped for a repository that is none, and for
 * an unknown tenant.
 */
export function oneTenant(snapshot: Snapshot, selection: Selection): OneTenant {
  const read = readRepository(snapshot, compileOptions({ ...selection, products: [] }));
  const slug = selection.tenants[0];
  const tenant = read.repository.tenants.find((one) => one.slug === slug);
  const wrong = read.findings.filter(({ severity, tenant: of, place }) => {
    return severity === 'error' && of === undefined && place?.file.startsWith('tenants/') !== true;
  });
  if (wrong.length === 0 && tenant !== undefined) return { read, tenant };
  const locate = createLocator(snapshot);
  const diagnostics = wrong.map((finding) => diagnosticOf(finding, locate));
  const exitCode = repositoryExitCode(diagnostics, selection);
  throw new Stopped({ diagnostics }, exitCode === exitCodes.ok ? exitCodes.repositoryErrors : exitCode);
}

/**
 * A connection of the tenant by its name; else Stopped with the same bytes whether nobody or somebody else has it. One
 * whose manifest is wrong is said to be by what is wrong with it.
 */
export function findConnection({ read, tenant }: OneTenant, name: string): Connection {
  const found = tenant.connections.find((connection) => connection.name === name);
  if (found === undefined) {
    const suggestion = didYouMean(
      name,
      tenant.connections.map((connection) => connection.name),
    );
    const finding = unknownConnection.at(undefined, { connection: name, suggestion }, { tenant: tenant.slug });
    throw new Stopped({ findings: [finding] }, exitCodes.failed);
  }
  if (found.broken !== true) return found;
  const findings = read.findings.filter((finding: Finding) => finding.place?.file === found.file);
  throw new Stopped({ findings }, exitCodes.repositoryErrors);
}
