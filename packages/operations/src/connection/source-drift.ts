import { SourceError } from '@akili/connectors';
import { FindingError, sourceNotCompared, type Finding } from '@akili/diagnostics';
import type { Connection, Repository } from '@akili/model';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import { lockFinding } from './lock-finding.ts';
import { withSource } from './open-source.ts';
import { differencesOf } from './read-locked.ts';

/** How sources differ from their locks. */
export interface SourceDrift {
  readonly findings: readonly Finding[];
  /** Whether one differs; that one could not be read is no difference. */
  readonly differs: boolean;
}

/**
 * Compares the sources of the chosen tenants with their schema locks, each with its own tenant's secret. A connection
 * whose secret is not to be had here is passed over: who looks for drift of the engines need not hold every tenant's
 * secrets. One that has its secret and cannot be read is told of, and stops nothing.
 */
export async function sourceDrift(
  { platform, tenants }: Repository,
  selection: Selection,
  host: OperationHost,
): Promise<SourceDrift> {
  const findings: Finding[] = [];
  let differs = false;
  const chosen = tenants.filter(({ slug, status }) => {
    return status === 'active' && (selection.tenants.length === 0 || selection.tenants.includes(slug));
  });
  if (selection.products.length > 0) return { findings, differs };
  for (const connection of chosen.flatMap(({ connections }) => connections).filter(isLocked)) {
    host.signal.throwIfAborted();
    try {
      const differences = await withSource(connection, platform, host, (source) => differencesOf(source, connection));
      findings.push(...differences.map((difference) => lockFinding(connection, difference)));
      differs ||= differences.length > 0;
    } catch (error) {
      if (error instanceof FindingError) continue;
      if (!(error instanceof SourceError)) throw error;
      const params = { connection: connection.name, problem: error.problem, detail: error.message };
      findings.push(sourceNotCompared.at({ file: connection.file }, params, { tenant: connection.tenant }));
    }
  }
  return { findings, differs };
}

function isLocked({ broken, tables, credentials }: Connection): boolean {
  return broken !== true && tables.length > 0 && credentials !== undefined;
}
