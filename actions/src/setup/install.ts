import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What of a checkout is installed: the lock file, what it installs for, and what the build reads. */
const parts = ['package.json', 'package-lock.json', '.npmrc', 'LICENSE', 'packages', 'actions', 'docs/diagnostics'];
const left: ReadonlySet<string> = new Set(['node_modules', 'dist', '.turbo', '.git']);

export interface Installation {
  /** What `AKILI_HOME` becomes. */
  readonly home: string;
  /** What is added to `PATH`: holds `akili` and nothing else. */
  readonly bin: string;
  readonly version: string;
  /** True where it was there already. */
  readonly reused: boolean;
}

/** Runs a program to its end in a folder; throws where it fails. */
export type RunProgram = (program: string, args: readonly string[], folder: string) => void;

/**
 * Installs the akili of a checkout below a folder of caches, or takes the one that is there. Its name is made of the
 * version, the lock file (whose integrity hashes npm checks), the sources and Node's release. It is made beside its place
 * and then renamed, so that one that was cut off is never used.
 */
export function install(source: string, caches: string, run: RunProgram): Installation {
  const { version } = JSON.parse(readFileSync(join(source, 'packages', 'cli', 'package.json'), 'utf8')) as {
    version: string;
  };
  const home = join(caches, 'akili', `${version}-${contentHash(source)}`);
  const bin = join(home, 'bin');
  if (existsSync(join(home, 'complete'))) return { home, bin, version, reused: true };
  mkdirSync(dirname(home), { recursive: true });
  const making = mkdtempSync(`${home}.making-`);
  try {
    for (const part of parts)
      if (existsSync(join(source, part)))
        cpSync(join(source, part), join(making, part), {
          recursive: true,
          filter: (path) => !left.has(basename(path)),
        });
    // Scripts of packages are never run: what is native comes as a package of its own.
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], making);
    run(process.execPath, [join('packages', 'cli', 'build.mjs')], making);
    writeLaunchers(making);
    writeFileSync(join(making, 'complete'), '');
    if (existsSync(home)) rmSync(home, { recursive: true, force: true });
    renameSync(making, home);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    // Another job of the same machine may have been faster.
    if (!existsSync(join(home, 'complete'))) throw error;
  }
  return { home, bin, version, reused: false };
}

/** Programs named `akili`, for shells and for Windows; they find the rest beside themselves. */
function writeLaunchers(home: string): void {
  const bin = join(home, 'bin');
  mkdirSync(bin);
  const script = '#!/bin/sh\nexec node "$(dirname "$0")/../packages/cli/bin/akili.js" "$@"\n';
  writeFileSync(join(bin, 'akili'), script, { mode: 0o755 });
  writeFileSync(join(bin, 'akili.cmd'), '@node "%~dp0..\\packages\\cli\\bin\\akili.js" %*\r\n');
}

/** Of everything that is installed, by path and content. */
function contentHash(source: string): string {
  const hash = createHash('sha256').update(process.version).update(process.platform).update(process.arch);
  const walk = (folder: string, at: string): void => {
    const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !left.has(name));
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path, `${at}/${entry.name}`);
      else if (entry.isFile()) hash.update(`${at}/${entry.name}\0`).update(readFileSync(path, 'latin1')).update('\0');
    }
  };
  for (const name of ['package.json', 'package-lock.json', '.npmrc'])
    if (existsSync(join(source, name)))
      hash
        .update(`${name}\0`)
        .update(readFileSync(join(source, name), 'latin1'))
        .update('\0');
  for (const name of ['packages', 'actions']) walk(join(source, name), name);
  return hash.digest('hex').slice(0, 20);
}

/** The checkout that a module of its `actions/<name>/dist` stands in. */
export function checkoutOf(moduleUrl: string): string {
  return fileURLToPath(new URL('../../..', moduleUrl));
}
