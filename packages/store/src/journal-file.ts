import { mkdir, open, readFile, rename, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JournalEntry } from '@akili/resource';
import { isMissing, syncFolder } from './durable-file.ts';
import { readJournal, type ReadJournal } from './read-journal.ts';

interface Waiting {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The journal of one tenant: appended, never rewritten. Entries that are given while others are on their way to the
 * disk go there together, so parallel steps share one `fdatasync`. A plan's journal takes the place of the one of the
 * plan before, which stays beside it as `*.previous.ndjson`.
 */
export class JournalFile {
  readonly #file: string;
  #handle: FileHandle | undefined;
  /** The plan whose journal is open, and the one that the entries to come belong to. */
  #planDigest: string | undefined;
  #nextPlan: string | undefined;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #broken: unknown;

  constructor(file: string) {
    this.#file = file;
  }

  async read(): Promise<ReadJournal> {
    try {
      return readJournal(await readFile(this.#file), this.#file);
    } catch (error) {
      if (isMissing(error)) return { entries: [], bytes: 0 };
      throw error;
    }
  }

  /** Durable once the promise resolves. After a failed write nothing more is taken: the file may end in half a line. */
  append(entry: JournalEntry): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#broken !== undefined) return reject(this.#broken as Error);
      this.#waiting.push({ line: `${JSON.stringify(entry)}\n`, resolve, reject });
      this.#nextPlan = entry.event === 'begin' ? entry.planDigest : this.#nextPlan;
      this.#writing ??= this.#drain().finally(() => (this.#writing = undefined));
    });
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#handle?.close();
    this.#handle = undefined;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        const handle = await this.#open();
        await handle.write(batch.map(({ line }) => line).join(''));
        await handle.datasync();
        for (const { resolve } of batch) resolve();
      } catch (error) {
        this.#broken = error;
        for (const { reject } of [...batch, ...this.#waiting]) reject(error);
        this.#waiting = [];
      }
    }
  }

  /** Opened at the first entry: what a crash tore off is cut away, another plan's journal is put aside. */
  async #open(): Promise<FileHandle> {
    const isSamePlan = this.#nextPlan === undefined || this.#nextPlan === this.#planDigest;
    if (this.#handle !== undefined && isSamePlan) return this.#handle;
    await this.#handle?.close();
    this.#handle = undefined;
    await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 });
    const { entries, bytes } = await this.read();
    const last = entries.findLast((entry) => entry.event === 'begin');
    const isOther = this.#nextPlan !== undefined && entries.length > 0 && last?.planDigest !== this.#nextPlan;
    if (isOther) await rename(this.#file, this.#file.replace(/\.ndjson$/, '.previous.ndjson'));
    const handle = await open(this.#file, 'a', 0o600);
    if (!isOther) await handle.truncate(bytes);
    await syncFolder(dirname(this.#file));
    this.#planDigest = this.#nextPlan ?? last?.planDigest;
    this.#handle = handle;
    return handle;
  }
}
