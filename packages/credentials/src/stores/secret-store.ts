import type { CredentialReference } from '@akili/model';

/** A place that secrets are read from, and perhaps written to. Problems are in words that hold nothing of a value. */
export interface SecretStore {
  read(reference: CredentialReference, signal: AbortSignal): Promise<StoredSecret>;
  /**
   * Writes a whole secret where its revision is still `revision` (undefined: where there is none yet), or fails. Absent
   * where nothing can be written.
   */
  readonly write?: (
    reference: CredentialReference,
    value: SecretJson,
    revision: string | undefined,
    signal: AbortSignal,
  ) => Promise<WriteResult>;
  /** Removes a whole secret; one that is not there is removed already. */
  readonly remove?: (reference: CredentialReference, signal: AbortSignal) => Promise<WriteResult>;
}

/** A secret's document: JSON that holds texts, and versions with texts. */
export interface SecretJson {
  readonly [part: string]: string | { readonly [part: string]: string };
}

/** What a store says of a reference. `missing` is a fact; `denied` and `failed` leave open whether there is a secret. */
export type StoredSecret =
  | { readonly found: 'value'; readonly value: unknown; readonly revision?: string }
  /** With a revision where one was deleted: a new one is written over that. */
  | { readonly found: 'missing'; readonly revision?: string }
  | { readonly found: 'denied'; readonly problem: string }
  | { readonly found: 'failed'; readonly problem: string };

export type WriteResult =
  | { readonly written: true }
  /** Somebody wrote in between: whoever wanted to write looks again. */
  | { readonly written: false; readonly moved: true }
  | { readonly written: false; readonly moved: false; readonly problem: string };

/** The value of a JSON text; undefined for another text, whose parse error would quote it. */
export function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What a document holds at the key of a reference, taken for JSON where it is a text; the whole without a key. */
export function storedAt(value: unknown, key: string | undefined, revision?: string): StoredSecret {
  const at = revision === undefined ? {} : { revision };
  if (key === undefined) return { found: 'value', value, ...at };
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return { found: 'missing' };
  const member = (value as { readonly [key: string]: unknown })[key];
  return { found: 'value', value: typeof member === 'string' ? jsonOrNothing(member) : member, ...at };
}
