import type { Snapshot } from '@akili/model';

const textsOf = new WeakMap<Snapshot, ReadonlyMap<string, string>>();

/** The text of a file of a snapshot. The index is made once a snapshot, whoever asks: seventy thousand paths are not few. */
export function textOf(snapshot: Snapshot, path: string): string | undefined {
  let texts = textsOf.get(snapshot);
  if (texts === undefined) {
    texts = new Map(snapshot.files.map((file) => [file.path, file.text]));
    textsOf.set(snapshot, texts);
  }
  return texts.get(path);
}
