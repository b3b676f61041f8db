import { createHash, randomBytes } from 'node:crypto';
import { lstat, mkdir, open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { jsonOrNothing, storedAt, type SecretStore, type WriteResult } from './secret-store.ts';

/**
 * JSON files; relative paths are taken from the repository's root. Inside the repository no symbolic link is followed,
 * since whoever commits one decides where it leads. Written are files of mode 0600, whole or not at all, and never into
 * the part of the repository that is committed: only outside of it or below `.akili/`.
 */
export function fileStore(root: string): SecretStore {
  return {
    async read({ location, key }) {
      try {
        const text = await readFile(await followed(root, location), 'utf8');
        return storedAt(jsonOrNothing(text), key, revisionOf(text));
      } catch (error) {
        const problem = problemOf(error);
        if (problem === 'ENOENT') return { found: 'missing' };
        return problem === 'EACCES' ? { found: 'denied', problem } : { found: 'failed', problem };
      }
    },
    async write({ location, key }, value, revision) {
      if (key !== undefined) return refused('only whole secrets are written');
      const path = resolve(root, location);
      if (isCommitted(root, path))
        return refused('secrets are not written where files are committed, only below .akili/');
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        if (await isLink(path)) return refused('it is a symbolic link');
        const before = await readFile(path, 'utf8').then(revisionOf, onlyMissing);
        if (before !== revision) return { written: false, moved: true };
        await writeWhole(path, JSON.stringify(value));
        return { written: true };
      } catch (error) {
        return refused(problemOf(error));
      }
    },
    async remove({ location, key }) {
      if (key !== undefined) return refused('only whole secrets are removed');
      try {
        await rm(resolve(root, location), { force: true });
        return { written: true };
      } catch (error) {
        return refused(problemOf(error));
      }
    },
  };
}

/** The path to read: itself outside of the repository, inside only where no link leads astray. */
async function followed(root: string, location: string): Promise<string> {
  const path = resolve(root, location);
  if (!isInside(root, path)) return path;
  const [real, home] = await Promise.all([realpath(path), realpath(root)]);
  if (real !== join(home, relative(root, path))) throw new Error('a symbolic link leads there');
  return path;
}

async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

const revisionOf = (text: string): string => createHash('sha256').update(text).digest('hex');

function onlyMissing(error: unknown): undefined {
  if (problemOf(error) !== 'ENOENT') throw error;
  return undefined;
}

async function isLink(path: string): Promise<boolean> {
  return (await lstat(path).catch(onlyMissing))?.isSymbolicLink() === true;
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}

function isCommitted(root: string, path: string): boolean {
  return isInside(root, path) && !isInside(join(root, '.akili'), path);
}

/** The code of a failure, or our own words: a message of the system might hold a part of what was read. */
function problemOf(error: unknown): string {
  const code = (error as { readonly code?: unknown }).code;
  if (typeof code === 'string') return code;
  return error instanceof Error && error.message === 'a symbolic link leads there'
    ? error.message
    : 'it cannot be opened';
}

const refused = (problem: string): WriteResult => ({ written: false, moved: false, problem });
