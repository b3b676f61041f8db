import { SourceError, type SourceTest } from '@akili/connectors';
import { exitCodes } from '@akili/diagnostics';
import type { Json } from '@akili/model';
import { readWorkingTree } from '@akili/repo';
import type { Answer } from '../answer.ts';
import { answerOrStopped } from '../answer-or-stopped.ts';
import { sourcesOf } from '../compile-repository.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import { findConnection, oneTenant } from './one-tenant.ts';
import { withSource } from './open-source.ts';
import { wantedInputs } from './wanted-inputs.ts';

type Line = { readonly status: 'OK' | 'FAIL'; readonly check: string; readonly detail: string; readonly value: Json };

/**
 * Connects to a source with the tenant's own secret and says what it found: one line a thing. Exits 1 where the source
 * cannot be used, 2 where it can and a declared input could not be loaded from it.
 */
export async function testConnection(host: OperationHost, selection: Selection, name: string): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  return await answerOrStopped(snapshot, async () => {
    const one = oneTenant(snapshot, selection);
    const connection = findConnection(one, name);
    const wanted = wantedInputs(one.tenant, name);
    const lines = await withSource(connection, one.read.repository.platform, host, (source) =>
      source.test(wanted),
    ).then(
      (found) => linesOf(name, found),
      (error: unknown) => [failure(name, error)],
    );
    const reachable = lines[0]?.status === 'OK';
    const works = lines.every(({ status }) => status === 'OK');
    return {
      document: {
        kind: 'list',
        columns: ['status', 'detail'],
        items: lines.map((line) => ({ connection: name, ...line })),
      },
      exitCode: !reachable ? exitCodes.failed : works ? exitCodes.ok : exitCodes.differences,
      sourceOf: sourcesOf(snapshot),
    };
  });
}

function failure(name: string, error: unknown): Line {
  if (!(error instanceof SourceError)) throw error;
  return {
    status: 'FAIL',
    check: 'reachable',
    detail: `Connection '${name}': ${error.problem}: ${error.message}`,
    value: { problem: error.problem },
  };
}

function linesOf(
  name: string,
  { latencyMs, serverVersion, tls, certificateChecked, readable, strategies }: SourceTest,
): readonly Line[] {
  const latency = Math.round(latencyMs * 10) / 10;
  const shown = readable.slice(0, 5).join(', ') + (readable.length > 5 ? ', ...' : '');
  const checked = certificateChecked === true ? 'the certificate was checked' : 'the certificate was not checked';
  return [
    { status: 'OK', check: 'reachable', detail: `Connection '${name}' is reachable`, value: true },
    { status: 'OK', check: 'latency', detail: `latency: ${latency} ms a round trip`, value: latency },
    {
      status: 'OK',
      check: 'version',
      detail: `server: ${serverVersion ?? 'does not say'}`,
      value: serverVersion ?? null,
    },
    {
      status: 'OK',
      check: 'tls',
      detail: tls ? `TLS: on, ${checked}` : 'TLS: off',
      value: { on: tls, certificateChecked: certificateChecked ?? false },
    },
    {
      status: 'OK',
      check: 'readable',
      detail: readable.length === 0 ? 'readable: nothing' : `readable: ${readable.length} (${shown})`,
      value: readable,
    },
    ...strategies.map(({ resource, strategy, works, reasons }): Line => ({
      status: works ? 'OK' : 'FAIL',
      check: 'strategy',
      detail: `${resource}, ${strategy}: ${works ? 'works' : reasons.join('; ')}`,
      value: { resource, strategy, works, reasons },
    })),
  ];
}
