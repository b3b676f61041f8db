import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { GlobalOptions } from './arguments.ts';
import type { Host } from './host.ts';
import { UsageError } from './usage-error.ts';

/**
 * The repository's folder: `--root`, else the nearest folder upwards that holds `akili.yaml`, else the current one
 * (which then gets the finding that there is no repository).
 */
export function repositoryRoot(options: GlobalOptions, host: Host): string {
  if (options.root !== undefined) {
    const root = resolve(host.cwd, options.root);
    if (!existsSync(root)) throw new UsageError(`\`--root ${options.root}\`: there is no such folder.`);
    return root;
  }
  for (let folder = host.cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'akili.yaml'))) return folder;
    if (dirname(folder) === folder) return host.cwd;
  }
}
