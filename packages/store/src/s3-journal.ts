import { corruptJournal, FindingError } from '@akili/diagnostics';
import { LockedError, type JournalEntry } from '@akili/resource';
import { readJournal } from './read-journal.ts';
import type { ConditionalObjects } from './s3-objects.ts';

/** First line of the journal's head. */
interface Header {
  /** Token of the lease that may write. */
  readonly fence: number;
  /** Grows with each plan: names the sealed parts. */
  readonly generation: number;
  /** How many parts lie before the lines of the head. */
  readonly sealed: number;
  readonly plan: string | null;
}

interface Waiting {
  readonly entry: JournalEntry;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** From here on the head's lines become a part of their own, so that no entry makes the store write much. */
const sealedBytes = 65_536;

/**
 * The journal of one tenant: a head object that is written anew for each batch, only if it has not moved, and sealed
 * parts before it. Entries that are given while a write is on its way go together with the next one.
 */
export class S3Journal {
  readonly #objects: ConditionalObjects;
  /** Ends with its slash. */
  readonly #prefix: string;
  readonly #lines: string[] = [];
  #header: Header;
  #etag: string;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #broken: unknown;

  /** Makes the journal one that the lease of this token alone writes. */
  static async open(objects: ConditionalObjects, prefix: string, fence: number): Promise<S3Journal> {
    for (;;) {
      const head = await readHead(objects, prefix);
      if (head !== undefined && head.header.fence > fence) throw lost();
      const header = { generation: 0, sealed: 0, plan: null, ...head?.header, fence };
      const text = write(header, head?.lines ?? []);
      const condition = head === undefined ? { absent: true as const } : { etag: head.etag };
      const etag = await objects.put(headKey(prefix), text, condition);
      if (etag !== undefined) return new S3Journal(objects, prefix, header, head?.lines ?? [], etag);
    }
  }

  private constructor(
    objects: ConditionalObjects,
    prefix: string,
    header: Header,
    lines: readonly string[],
    etag: string,
  ) {
    this.#objects = objects;
    this.#prefix = prefix;
    this.#header = header;
    this.#lines.push(...lines);
    this.#etag = etag;
  }

  /** Durable once the promise resolves. After a failed write nothing more is taken: nobody knows what lies there. */
  append(entry: JournalEntry): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#broken !== undefined) return reject(this.#broken as Error);
      this.#waiting.push({ entry, resolve, reject });
      this.#writing ??= this.#drain().finally(() => (this.#writing = undefined));
    });
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.#write(batch.map(({ entry }) => entry));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        this.#broken = error;
        for (const { reject } of [...batch, ...this.#waiting]) reject(error);
        this.#waiting = [];
      }
    }
  }

  async #write(entries: readonly JournalEntry[]): Promise<void> {
    for (const entry of entries) {
      if (entry.event === 'begin' && entry.planDigest !== this.#header.plan) {
        // Another plan's journal takes the place of this one.
        const { fence, generation } = this.#header;
        this.#header = { fence, generation: generation + 1, sealed: 0, plan: entry.planDigest };
        this.#lines.length = 0;
      }
      this.#lines.push(JSON.stringify(entry));
    }
    await this.#sealWhereLong();
    const etag = await this.#objects.put(headKey(this.#prefix), write(this.#header, this.#lines), { etag: this.#etag });
    if (etag === undefined) throw lost();
    this.#etag = etag;
  }

  async #sealWhereLong(): Promise<void> {
    const text = body(this.#lines);
    if (text.length < sealedBytes) return;
    const key = partKey(this.#prefix, this.#header, this.#header.sealed);
    // A holder that was killed right after sealing has left this part: it holds what the head still has.
    const there = await this.#objects.get(key);
    const condition = there === undefined ? { absent: true as const } : { etag: there.etag };
    if ((await this.#objects.put(key, text, condition)) === undefined) throw lost();
    this.#header = { ...this.#header, sealed: this.#header.sealed + 1 };
    this.#lines.length = 0;
  }
}

/** Everything in the journal, oldest first. */
export async function readS3Journal(objects: ConditionalObjects, prefix: string): Promise<readonly JournalEntry[]> {
  const head = await readHead(objects, prefix);
  if (head === undefined) return [];
  const keys = Array.from({ length: head.header.sealed }, (_, part) => partKey(prefix, head.header, part));
  const parts = await Promise.all(keys.map(async (key) => ({ key, object: await objects.get(key) })));
  const texts = [...parts.map(({ object }) => object?.text ?? ''), body(head.lines)];
  return texts.flatMap((text, index) => readJournal(Buffer.from(text), keys[index] ?? headKey(prefix)).entries);
}

interface Head {
  readonly header: Header;
  readonly lines: readonly string[];
  readonly etag: string;
}

async function readHead(objects: ConditionalObjects, prefix: string): Promise<Head | undefined> {
  const object = await objects.get(headKey(prefix));
  if (object === undefined) return undefined;
  const [first = '', ...lines] = object.text.split('\n').slice(0, -1);
  try {
    const header = JSON.parse(first) as Header;
    if (!Number.isSafeInteger(header.fence) || !Number.isSafeInteger(header.generation)) throw new Error('no header');
    return { header, lines, etag: object.etag };
  } catch {
    throw new FindingError(corruptJournal.at(undefined, { file: headKey(prefix), line: 1 }));
  }
}

const headKey = (prefix: string): string => `${prefix}journal.ndjson`;
const partKey = (prefix: string, { generation }: Header, part: number): string =>
  `${prefix}journal/${generation}-${part}.ndjson`;
const body = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const write = (header: Header, lines: readonly string[]): string => body([JSON.stringify(header), ...lines]);
const lost = (): LockedError => new LockedError('the lease was taken over: somebody else writes the journal');
