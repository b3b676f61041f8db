import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Loads the code of the actions from the akili that `setup` installed, and runs one of them. */
export async function launch(name: string): Promise<void> {
  const home = process.env['AKILI_HOME'] ?? '';
  const code = join(home, 'packages', 'cli', 'dist', 'actions.js');
  if (home === '' || !existsSync(code)) {
    process.stdout.write('::error::akili is not installed in this job: run its action `setup` first.\n');
    process.exitCode = 1;
    return;
  }
  const { start } = (await import(pathToFileURL(code).href)) as { start: (name: string) => Promise<void> };
  await start(name);
}
