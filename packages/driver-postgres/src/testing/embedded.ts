import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPglite, type Database } from '@akili/client-postgres';
import { embeddedContext, type DriverEnvironment } from '@akili/testkit';
import { embeddedDirectory } from '../connect.ts';

/** One snapshot for every test of the repository. */
export const snapshotDirectory = fileURLToPath(new URL('../../../../node_modules/.cache/akili', import.meta.url));

/** An environment of its own folder, removed at the end. */
export function embeddedEnvironment(): Promise<DriverEnvironment> {
  const directory = mkdtempSync(join(tmpdir(), 'akili-postgres-'));
  return Promise.resolve({
    context: embeddedContext(directory, 'lookup', 'postgres'),
    dispose: () => Promise.resolve(rmSync(directory, { recursive: true, force: true })),
  });
}

/** Runs statements beside the driver, as the superuser; its connection must be closed meanwhile. */
export async function beside(
  environment: DriverEnvironment,
  body: (database: Database) => Promise<void>,
): Promise<void> {
  const database = await openPglite({ directory: embeddedDirectory(environment.context), snapshotDirectory });
  try {
    await body(database);
  } finally {
    await database.close();
  }
}
