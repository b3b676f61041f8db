import { lockDifferences, lockEdits, type IntrospectedTable, type LockEdit, type Source } from '@akili/connectors';
import { exitCodes } from '@akili/diagnostics';
import { editYaml, textOf } from '@akili/manifest';
import type { Connection, Json } from '@akili/model';
import { readWorkingTree } from '@akili/repo';
import type { Answer } from '../answer.ts';
import { answerOrStopped } from '../answer-or-stopped.ts';
import { sourcesOf } from '../compile-repository.ts';
import { formatYaml } from '../fmt/format-yaml.ts';
import { orRefused, type OrRefused } from '../change/refused.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import { differenceWords } from './lock-finding.ts';
import { findConnection, oneTenant } from './one-tenant.ts';
import { stoppedBySource, withSource } from './open-source.ts';
import { readTable } from './read-locked.ts';
import { wantedInputs } from './wanted-inputs.ts';
import { checkChange, writeChange } from './written-safely.ts';

/** A table that was looked at; `found` is undefined where it is gone. */
interface Looked {
  readonly name: string;
  readonly found: IntrospectedTable | undefined;
}

/**
 * Writes the schema lock of a connection as the source is now. Without `tables`: what is locked and what inputs name, and
 * where there is neither, everything that the login may read. Comments, order and classifications stay. Nothing is
 * written when the repository would have an error by it (an input that lists a column which is gone).
 */
export async function introspectConnection(
  host: OperationHost,
  selection: Selection,
  options: { readonly name: string; readonly tables: readonly string[]; readonly all: boolean },
): Promise<OrRefused<Answer>> {
  const snapshot = readWorkingTree(host.root);
  return await orRefused(() =>
    answerOrStopped(snapshot, async () => {
      const one = oneTenant(snapshot, selection);
      const connection = findConnection(one, options.name);
      const inputs = wantedInputs(one.tenant, connection.name).map(({ resource }) => resource);
      const { platform } = one.read.repository;
      const looked = await withSource(connection, platform, host, (source) =>
        look(source, connection, options, inputs),
      ).catch((error: unknown) => {
        throw stoppedBySource(error, connection);
      });
      const edits = looked.flatMap((table) => editsOf(connection, table));
      if (edits.length > 0) {
        const before = textOf(snapshot, connection.file) as string;
        const edited = editYaml(before, edits);
        if (edited === undefined) throw new Error(`${connection.file} was read and cannot be edited`);
        const change = { path: connection.file, text: formatYaml(edited) ?? edited };
        await checkChange(snapshot, change, selection, host);
        writeChange(host.root, snapshot, change);
      }
      const items = looked.map((table) => itemOf(connection, table));
      return {
        document: { kind: 'list', columns: ['status', 'table', 'changes'], items },
        exitCode: exitCodes.ok,
        sourceOf: sourcesOf(snapshot),
      };
    }),
  );
}

/** Tables that were asked for have to be there; those that the lock has may be gone. */
async function look(
  source: Source,
  connection: Connection,
  { tables, all }: { readonly tables: readonly string[]; readonly all: boolean },
  inputs: readonly string[],
): Promise<readonly Looked[]> {
  if (tables.length > 0)
    return (await source.introspect([...new Set(tables)])).map((found) => ({ name: found.name, found }));
  const locked = connection.tables.map(({ name }) => name);
  const known = [...new Set([...locked, ...inputs])];
  const looked: Looked[] = [];
  for (const name of known) looked.push({ name, found: await readTable(source, name) });
  if (known.length > 0 && !all) return looked.filter(({ name, found }) => found !== undefined || locked.includes(name));
  const others = (await source.introspect([])).filter(({ name }) => !known.includes(name));
  return [...looked, ...others.map((found) => ({ name: found.name, found }))];
}

function editsOf(connection: Connection, { name, found }: Looked): readonly LockEdit[] {
  const locked = connection.tables.find((table) => table.name === name);
  if (found !== undefined) return lockEdits(locked, found);
  return locked === undefined ? [] : [{ path: ['schema', name], value: undefined }];
}

function itemOf(connection: Connection, { name, found }: Looked): { readonly [key: string]: Json } {
  const locked = connection.tables.find((table) => table.name === name);
  const edited = editsOf(connection, { name, found }).length > 0;
  const status = locked === undefined ? 'locked' : found === undefined ? 'removed' : edited ? 'changed' : 'unchanged';
  const differences = locked === undefined || found === undefined ? [] : lockDifferences(locked, found);
  return {
    ...{ table: name, status, columns: found?.columns.length ?? 0 },
    changes:
      differences.length === 0 && status === 'changed'
        ? ['a column is never null any more']
        : differences.map(differenceWords),
  };
}
