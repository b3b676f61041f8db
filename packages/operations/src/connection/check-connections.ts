import { SourceError } from '@akili/connectors';
import { diagnosticOf } from '@akili/compiler';
import { exitCodes, sourceUnusable, worstExitCode, type ExitCode, type Finding } from '@akili/diagnostics';
import { createLocator } from '@akili/manifest';
import { readWorkingTree } from '@akili/repo';
import type { Answer } from '../answer.ts';
import { answerOrStopped } from '../answer-or-stopped.ts';
import { sourcesOf } from '../compile-repository.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import { findingsDocument } from '../summarise.ts';
import { lockFinding } from './lock-finding.ts';
import { findConnection, oneTenant } from './one-tenant.ts';
import { withSource } from './open-source.ts';
import { differencesOf } from './read-locked.ts';

/**
 * Compares sources with their schema locks: one connection, or (`name` undefined) every one of the tenant. Exits 2 where
 * one differs, 1 where one cannot be read.
 */
export async function checkConnections(
  host: OperationHost,
  selection: Selection,
  name: string | undefined,
): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  return await answerOrStopped(snapshot, async () => {
    const one = oneTenant(snapshot, selection);
    const names = name === undefined ? one.tenant.connections.map((connection) => connection.name) : [name];
    const findings: Finding[] = [];
    const exits: ExitCode[] = [];
    for (const connection of names.map((each) => findConnection(one, each))) {
      try {
        const differences = await withSource(connection, one.read.repository.platform, host, (source) =>
          differencesOf(source, connection),
        );
        findings.push(...differences.map((difference) => lockFinding(connection, difference)));
        if (differences.length > 0) exits.push(exitCodes.differences);
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        const params = { connection: connection.name, problem: error.problem, detail: error.message };
        findings.push(sourceUnusable.at({ file: connection.file }, params, { tenant: connection.tenant }));
        exits.push(exitCodes.failed);
      }
    }
    const locate = createLocator(snapshot);
    const located = findings.map((finding) => diagnosticOf(finding, locate));
    return {
      document: findingsDocument(located, { tenants: 1, products: 0 }),
      exitCode: worstExitCode(exits),
      sourceOf: sourcesOf(snapshot),
    };
  });
}
