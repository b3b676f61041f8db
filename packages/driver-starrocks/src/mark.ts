import type { OwnershipMark } from '@akili/resource';

/**
 * What a comment of ours holds: whose the thing is, and a digest of what it was made from, as far as that cannot be
 * changed in place. A comment can be changed neither on a catalog nor on a materialized view, so the digest of the whole
 * declaration stands in the state, and this one decides whether the thing must be made anew.
 */
export interface CommentMark {
  readonly tenantId: string;
  readonly made: string;
}

const pattern = /akili:tenant=([0-9a-f-]{36}) made=(sha256:[0-9a-f]{64})/;

export function writeComment(mark: CommentMark): string {
  return `akili:tenant=${mark.tenantId} made=${mark.made}`;
}

/** The mark in a comment, or in a statement that holds one; undefined when there is none. */
export function readComment(text: string | null | undefined): CommentMark | undefined {
  const found = pattern.exec(text ?? '');
  return found === null ? undefined : { tenantId: found[1] as string, made: found[2] as string };
}

/** Digest of a mark whose record is lost: it equals none, so that a plan renews the record. */
export const unrecorded = 'unrecorded';

/** The mark of what has a comment: the comment says whose, the state says what was applied. */
export function markOf(comment: CommentMark | undefined, recorded: string | undefined): OwnershipMark | undefined {
  return comment && { tenantId: comment.tenantId, digest: recorded ?? unrecorded };
}
