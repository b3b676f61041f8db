import { readOneStatement } from './statement/read-statement.ts';
import type { Statement } from './statement/statement.ts';
import { Cursor } from './syntax/cursor.ts';
import { Refused } from './text/refused.ts';
import type { Refusal } from './text/refusal.ts';
import { tokenize } from './text/tokenize.ts';
import type { Version } from './version.ts';

export interface ReadOptions {
  readonly version: Version;
}

/** The statement, or the refusal: error 1064 with the server's words and the offset (UTF-16) that they point at. */
export type ReadResult = { readonly ok: true; readonly statement: Statement } | ({ readonly ok: false } & Refusal);

/**
 * Reads one statement as a StarRocks of that version would, as far as its documentation says. Whatever is not documented, or
 * not covered, is refused. Never throws, whatever the text.
 */
export function readStatement(text: string, { version }: ReadOptions): ReadResult {
  try {
    return { ok: true, statement: readOneStatement(new Cursor(text, tokenize(text), version)) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, ...error.refusal };
    throw error;
  }
}
