import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { slugPattern } from '@akili/model';
import { EngineError, type TenantIdentity } from '@akili/resource';
import { manifestFile } from './manifest-place.ts';
import type { ManifestStore } from './manifest-store.ts';

/** Manifests in a folder that the code locations see too: `<directory>/<slug>/akili_manifest.json`. */
export function directoryStore(directory: string): ManifestStore {
  return {
    read: ({ slug }, signal) =>
      guarded(async () => readIfThere(join(await folderOf(directory, slug), manifestFile), signal)),
    write: (tenant, text, signal) => guarded(() => replaceFile(directory, tenant, text, signal)),
    remove: ({ slug }, signal) =>
      guarded(async () => {
        signal.throwIfAborted();
        const folder = await folderOf(directory, slug);
        await rm(join(folder, manifestFile), { force: true });
        // Somebody else's files keep the folder.
        await rmdir(folder).catch(() => undefined);
      }),
    close: () => undefined,
  };
}

/** The loader reads the old file or the new one, never a part. */
async function replaceFile(
  directory: string,
  { slug }: TenantIdentity,
  text: string,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const folder = await folderOf(directory, slug);
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${manifestFile}.${randomUUID()}`);
  try {
    await writeFile(draft, text, { flag: 'wx', mode: 0o644 });
    await rename(draft, join(folder, manifestFile));
  } finally {
    await rm(draft, { force: true });
  }
}

/** The tenant's folder; a link in its place would lead out of it. */
async function folderOf(directory: string, slug: string): Promise<string> {
  if (!slugPattern.test(slug)) throw new Error(`${slug} is no slug`);
  const folder = join(directory, slug);
  const found = await lstat(folder).catch(() => undefined);
  if (found !== undefined && !found.isDirectory())
    throw new EngineError('The place of the manifest is no folder; nothing is written through a link.');
  return folder;
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = (error as { readonly code?: unknown }).code;
    if (error instanceof EngineError || typeof code !== 'string' || code === 'ABORT_ERR') throw error;
    throw new EngineError(`The folder of the manifests refused: ${code}.`, { cause: error });
  }
}

async function readIfThere(file: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    return await readFile(file, { encoding: 'utf8', signal });
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ENOENT') return undefined;
    throw error;
  }
}
