import { corruptJournal, FindingError } from '@akili/diagnostics';
import type { JournalEntry } from '@akili/resource';

/** A journal's entries, and how many bytes of the file they take: what follows was torn by a crash. */
export interface ReadJournal {
  readonly entries: readonly JournalEntry[];
  readonly bytes: number;
}

/**
 * Reads a journal: one JSON object a line. A last line that is not whole is left out; damage before it throws
 * FindingError, since then something else wrote the file.
 */
export function readJournal(content: Buffer, file: string): ReadJournal {
  const entries: JournalEntry[] = [];
  let start = 0;
  for (let line = 1; ; line += 1) {
    const end = content.indexOf(10, start);
    if (end === -1) return { entries, bytes: start };
    const entry = readEntry(content.toString('utf8', start, end));
    if (entry === undefined) {
      if (end === content.length - 1) return { entries, bytes: start };
      throw new FindingError(corruptJournal.at(undefined, { file, line }));
    }
    entries.push(entry);
    start = end + 1;
  }
}

const members: { readonly [event: string]: readonly string[] } = {
  begin: ['planDigest', 'tenant'],
  intent: ['step'],
  done: ['step'],
  failed: ['step', 'message'],
  end: [],
};

function readEntry(line: string): JournalEntry | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (value === null || typeof value !== 'object') return undefined;
  const entry = value as { readonly [key: string]: unknown };
  const needed =
    typeof entry['event'] === 'string' && Object.hasOwn(members, entry['event']) && members[entry['event']];
  if (!needed || ['run', 'at', ...needed].some((key) => typeof entry[key] !== 'string')) return undefined;
  return value as JournalEntry;
}
