import type { Json } from '@akili/model';
import type { OwnershipMark } from '@akili/resource';
import { normaliseStatement, readSid, sidOf, type LiveStatement, type Statement } from './statement.ts';

/** Statements of one owner by their part of the Sid: `List`, `Objects`. */
export type StatementsByPart = { readonly [part: string]: Statement };

interface PolicyDocument {
  readonly Version?: Json;
  readonly Statement?: Json;
  readonly [member: string]: Json | undefined;
}

/** Every statement of a policy's text; none where there is no policy. */
export function readPolicy(text: string | undefined): readonly LiveStatement[] {
  return rawStatements(text).map((raw) => ({ sid: sidText(raw), statement: normaliseStatement(raw) }));
}

/**
 * The policy in which one owner's statements are exactly these, in the place of all that carry the owner's id: every
 * other statement stays as it is written, known or not. Undefined where nothing is left, since no store takes a
 * policy without statements.
 */
export function mergePolicy(
  text: string | undefined,
  mark: OwnershipMark,
  statements: StatementsByPart,
): string | undefined {
  const kept = rawStatements(text).filter((raw) => readSid(sidText(raw))?.tenantId !== mark.tenantId);
  const own = Object.keys(statements)
    .sort()
    .map((part) => ({ Sid: sidOf(part, mark), ...statements[part] }));
  if (kept.length + own.length === 0) return undefined;
  const document = text === undefined ? {} : (JSON.parse(text) as PolicyDocument);
  return JSON.stringify({ ...document, Version: document.Version ?? '2012-10-17', Statement: [...kept, ...own] });
}

function rawStatements(text: string | undefined): readonly Statement[] {
  if (text === undefined) return [];
  const { Statement: written = [] } = JSON.parse(text) as PolicyDocument;
  return (Array.isArray(written) ? written : [written]) as readonly Statement[];
}

function sidText(statement: Statement): string | undefined {
  const { Sid } = statement;
  return typeof Sid === 'string' ? Sid : undefined;
}
