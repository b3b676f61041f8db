import {
  closeSync,
  existsSync,
  fdatasyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { readHolder, type Holder } from './holder.ts';

/** The newest generation of a lock: its number (0: nobody ever had it) and who holds it. */
export interface Generation {
  readonly number: number;
  /** Undefined when the file cannot be read as a lock file; see `isAbandoned`. */
  readonly holder: Holder | undefined;
}

/** How many old generations stay: a process that saw an old list must still meet a newer file than its own. */
const kept = 8;

/**
 * A lock is a folder of numbered files, and its holder is the file with the highest number. A number is claimed once
 * and for ever (the file is made whole beside it and linked to its name, which only one process can do), and the
 * newest file is never removed: so nobody can remove a lock that somebody else has just taken over.
 */
export function newestGeneration(folder: string): Generation {
  const number = numbersIn(folder).at(-1) ?? 0;
  if (number === 0) return { number, holder: undefined };
  try {
    return { number, holder: readHolder(readFileSync(fileOf(folder, number), 'utf8')) };
  } catch {
    return { number, holder: undefined };
  }
}

/** Claims the next number; false when somebody else has it, or a newer one. */
export function claimGeneration(folder: string, number: number, holder: Holder): boolean {
  const file = fileOf(folder, number);
  const own = writeBeside(file, holder);
  try {
    linkSync(own, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    if (!writeExclusively(file, holder)) return false;
  } finally {
    rmSync(own, { force: true });
  }
  const numbers = numbersIn(folder);
  if (numbers.at(-1) !== number) {
    // The list that this claim rests on was old: its number had been used and tidied away.
    rmSync(file, { force: true });
    return false;
  }
  for (const old of numbers) if (old <= number - kept) rmSync(fileOf(folder, old), { force: true });
  return true;
}

/** Says that the holder is done. The file stays: the newest number must never be given twice. */
export function releaseGeneration(folder: string, number: number, holder: Holder): void {
  const file = fileOf(folder, number);
  renameSync(writeBeside(file, { ...holder, released: true }), file);
}

/** True while nobody has taken the lock over from this number. */
export function isNewest(folder: string, number: number): boolean {
  return existsSync(fileOf(folder, number)) && !existsSync(fileOf(folder, number + 1));
}

/** A file that is no lock file and has not been written for a while: left behind by a crash of the whole machine. */
export function isAbandoned(folder: string, number: number, now: number): boolean {
  try {
    return now - statSync(fileOf(folder, number)).mtimeMs > 10_000;
  } catch {
    return false;
  }
}

export function fileOf(folder: string, number: number): string {
  return join(folder, `${String(number).padStart(9, '0')}.lock`);
}

function numbersIn(folder: string): readonly number[] {
  return readdirSync(folder)
    .flatMap((name) => (/^[0-9]{9,}\.lock$/.test(name) ? [Number.parseInt(name, 10)] : []))
    .sort((a, b) => a - b);
}

function writeBeside(file: string, holder: Holder): string {
  const own = `${file}.${holder.pid}.${Math.random().toString(36).slice(2)}.tmp`;
  if (!writeExclusively(own, holder)) throw new Error(`${own} exists`);
  return own;
}

function writeExclusively(file: string, holder: Holder): boolean {
  let handle: number;
  try {
    handle = openSync(file, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    writeSync(handle, `${JSON.stringify(holder)}\n`);
    fdatasyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return true;
}
