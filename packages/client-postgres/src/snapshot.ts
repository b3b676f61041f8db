import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { EngineError } from '@akili/resource';
import { pgliteLocation } from './pglite-module.ts';

/**
 * Initdb inside WebAssembly takes 2 to 3 s and 940 MB, so it runs once: in a process of its own, so that the memory
 * is not ours, and its result is kept as a tarball (4.5 MB) that fresh directories are filled from in 0.5 s.
 */
const builder = `
  const { writeFileSync } = await import('node:fs');
  const { gzipSync } = await import('node:zlib');
  const [url, target] = process.argv.slice(1);
  const { PGlite } = await import(url);
  const database = await PGlite.create();
  await database.query('CHECKPOINT');
  const tarball = await database.dumpDataDir('none');
  await database.close();
  writeFileSync(target, gzipSync(Buffer.from(await tarball.arrayBuffer()), { level: 9 }));
  process.exitCode = 0;
`;

/** Where the snapshot of the installed version lies in a directory of snapshots, there or not. */
export function snapshotPath(directory: string): string {
  return join(directory, `pglite-${pgliteLocation().version}.tar.gz`);
}

/**
 * Builds the snapshot unless it is there; returns its path. Several processes may do so at once: each writes a file
 * of its own and renames it, and any of them is as good as the others. `build` writes the file it is given.
 */
export async function ensureSnapshot(
  cacheDirectory: string,
  build: (target: string) => Promise<void> = buildSnapshot,
): Promise<string> {
  const path = snapshotPath(cacheDirectory);
  if (existsSync(path)) return path;
  mkdirSync(cacheDirectory, { recursive: true });
  const mine = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    await build(mine);
    renameSync(mine, path);
  } finally {
    rmSync(mine, { force: true });
  }
  return path;
}

/** The data directory as an uncompressed tar: Node unpacks gzip three times as fast as PGlite does. */
export function readSnapshot(path: string): Blob {
  return new Blob([gunzipSync(new Uint8Array(readFileSync(path))) as unknown as Uint8Array<ArrayBuffer>]);
}

function buildSnapshot(target: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--input-type=module', '--eval', builder, pgliteLocation().url, target],
      // NODE_OPTIONS of a test runner or a debugger is not meant for this process.
      { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, NODE_OPTIONS: '' } },
    );
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (complaint += chunk));
    child.on('error', (error) => reject(new EngineError(`cannot start node: ${error.message}`)));
    child.on('close', (code) => {
      if (code === 0) return resolve();
      const said = complaint.trim().split('\n').at(-1) ?? '';
      reject(new EngineError(`cannot prepare the embedded PostgreSQL (exit code ${code}): ${said}`));
    });
  });
}
