import type { Snapshot, SourceFile } from '@akili/model';
import type { WrittenFile } from '@akili/report';

/** What shall stand in a file of the repository; undefined: the file goes. */
export interface FileChange {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string | undefined;
}

/** Changes that change something: a file that holds that text already, or is gone already, is none. */
export function realChanges(before: Snapshot, changes: readonly FileChange[]): readonly FileChange[] {
  const texts = textsOf(before);
  return changes.filter(({ path, text }) => texts.get(path) !== text);
}

/** A repository as it will be once the changes are written. */
export function changedSnapshot(before: Snapshot, changes: readonly FileChange[]): Snapshot {
  const texts = textsOf(before);
  for (const { path, text } of changes) {
    if (text === undefined) texts.delete(path);
    else texts.set(path, text);
  }
  const files: SourceFile[] = [...texts].map(([path, text]) => ({ path, text }));
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), findings: before.findings };
}

/** Changes as a report tells of them, sorted by path. */
export function writtenFiles(before: Snapshot, changes: readonly FileChange[]): readonly WrittenFile[] {
  const texts = textsOf(before);
  return changes
    .map(({ path, text }): WrittenFile => {
      return { path, op: text === undefined ? 'delete' : texts.has(path) ? 'update' : 'create' };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function textsOf({ files }: Snapshot): Map<string, string> {
  return new Map(files.map(({ path, text }) => [path, text]));
}
