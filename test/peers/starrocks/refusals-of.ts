import { check } from './check.ts';
import { readStatement } from './read-statement.ts';
import type { Refusal } from './text/refusal.ts';
import type { Version } from './version.ts';

/** What a server of that version says against a text, from its parser or, if that is content, from its analyzer. */
export function refusalsOf(text: string, version: Version): readonly Refusal[] {
  const read = readStatement(text, { version });
  if (read.ok) return check(read.statement, { text, version });
  return [{ code: read.code, message: read.message, offset: read.offset }];
}
