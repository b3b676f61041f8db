import {
  lockDifferences,
  SourceError,
  type IntrospectedTable,
  type LockDifference,
  type Source,
} from '@akili/connectors';
import type { Connection } from '@akili/model';

/** A table of a source; undefined where it is gone, or may not be read any more. Other failures are thrown. */
export async function readTable(source: Source, name: string): Promise<IntrospectedTable | undefined> {
  try {
    return (await source.introspect([name]))[0];
  } catch (error) {
    if (error instanceof SourceError && (error.problem === 'resource' || error.problem === 'permission'))
      return undefined;
    throw error;
  }
}

/** Everything in which a source differs from the lock of its connection. */
export async function differencesOf(source: Source, connection: Connection): Promise<readonly LockDifference[]> {
  const differences: LockDifference[] = [];
  for (const locked of connection.tables)
    differences.push(...lockDifferences(locked, await readTable(source, locked.name)));
  return differences;
}
