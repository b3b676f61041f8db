import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
  type Stats,
} from 'node:fs';
import { join } from 'node:path';

/** Why a file of the user's own cannot be used; the message completes "`<path>` ...". */
export class PrivateFileProblem extends Error {
  readonly path: string;
  constructor(path: string, problem: string) {
    super(problem);
    this.name = 'PrivateFileProblem';
    this.path = path;
  }
}

/** Larger is no file of ours. */
const maxBytes = 4 * 1024 * 1024;

/**
 * The text of a file that belongs to this user alone; undefined where there is none. A link, a file of somebody else and
 * one that others may read or write are refused: what it says decides whose data is shown.
 */
export function readPrivateFile(folder: string, name: string): string | undefined {
  const path = join(folder, name);
  if (!requireFolder(folder)) return undefined;
  const descriptor = open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  if (descriptor === undefined) return undefined;
  try {
    const stat = fstatSync(descriptor);
    requireOwn(path, stat, 0o077, '600');
    if (!stat.isFile()) throw new PrivateFileProblem(path, 'is not a file');
    if (stat.size > maxBytes) throw new PrivateFileProblem(path, 'is too large to be one of akili');
    const buffer = new Uint8Array(stat.size);
    let length = 0;
    while (length < buffer.length) {
      const read = readSync(descriptor, buffer, length, buffer.length - length, null);
      if (read === 0) break;
      length += read;
    }
    return new TextDecoder().decode(buffer.subarray(0, length));
  } finally {
    closeSync(descriptor);
  }
}

/** Replaces a file of this user alone (0600), wholly or not at all; makes its folder (0700) where there is none. */
export function writePrivateFile(folder: string, name: string, text: string): void {
  const path = join(folder, name);
  if (!requireFolder(folder)) makeFolder(folder);
  const there = lstat(path);
  if (there !== undefined) {
    if (!there.isFile()) throw new PrivateFileProblem(path, 'is not a file');
    requireOwn(path, there, 0o077, '600');
  }
  const temporary = `${path}.${randomBytes(8).toString('hex')}.tmp`;
  // Exclusive: nobody can have laid a link there before us.
  const descriptor = attempt(temporary, () => openSync(temporary, 'wx', 0o600));
  try {
    try {
      writeSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw problemOf(path, error);
  }
}

/** False where there is no folder; throws where it is not this user's own. */
function requireFolder(folder: string): boolean {
  const stat = lstat(folder);
  if (stat === undefined) return false;
  if (!stat.isDirectory()) throw new PrivateFileProblem(folder, 'is not a folder');
  requireOwn(folder, stat, 0o022, '700');
  return true;
}

function makeFolder(folder: string): void {
  attempt(folder, () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
  requireFolder(folder);
}

function requireOwn(path: string, stat: Stats, forbidden: number, mode: string): void {
  const user = process.getuid?.();
  // Where the system has no such modes there is nothing to compare.
  if (user === undefined) return;
  if (stat.uid !== user) throw new PrivateFileProblem(path, 'belongs to another user');
  if ((stat.mode & forbidden) === 0) return;
  const has = (stat.mode & 0o777).toString(8).padStart(3, '0');
  throw new PrivateFileProblem(path, `has mode ${has} and may not be open to others: run \`chmod ${mode}\` on it`);
}

function open(path: string, flags: number): number | undefined {
  try {
    return openSync(path, flags);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw problemOf(path, error);
  }
}

function lstat(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw problemOf(path, error);
  }
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw problemOf(path, error);
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function problemOf(path: string, error: unknown): unknown {
  if (error instanceof PrivateFileProblem) return error;
  const code = codeOf(error);
  if (code === undefined) return error;
  if (code === 'ELOOP') return new PrivateFileProblem(path, 'is a link');
  return new PrivateFileProblem(path, `cannot be used: ${code}`);
}
