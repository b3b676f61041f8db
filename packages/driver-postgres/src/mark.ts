import type { OwnershipMark } from '@akili/resource';

/** The comment that says whose a thing is. Every login reads comments: ids and digests, nothing else. */
export function writeMark(mark: OwnershipMark): string {
  return `akili:${JSON.stringify({ tenant: mark.tenantId, digest: mark.digest })}`;
}

/** What every mark of a tenant begins with. */
export function markPrefix(tenantId: string): string {
  return `akili:{"tenant":${JSON.stringify(tenantId)},`;
}

/** Undefined for a comment that is no mark. */
export function readMark(comment: string | null): OwnershipMark | undefined {
  const match =
    comment === null ? null : /^akili:\{"tenant":"([0-9a-f-]{36})","digest":"(sha256:[0-9a-f]{64})"\}$/.exec(comment);
  return match ? { tenantId: match[1] as string, digest: match[2] as string } : undefined;
}
