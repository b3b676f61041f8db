import { quoteLiteral } from '@akili/client-duckdb';
import { specDigest, type OwnershipMark, type Resource } from '@akili/resource';

const lead = 'akili:';

/** A mark as a table's comment carries it: `akili:{"tenant":"<uuid>","digest":"sha256:..."}`. */
export function writeMark(mark: OwnershipMark): string {
  return lead + JSON.stringify({ tenant: mark.tenantId, digest: mark.digest });
}

/** The mark that a comment carries; undefined when it carries none. */
export function readMark(comment: string | null): OwnershipMark | undefined {
  if (comment === null || !comment.startsWith(lead)) return undefined;
  try {
    const { tenant, digest } = JSON.parse(comment.slice(lead.length)) as { tenant?: unknown; digest?: unknown };
    return typeof tenant === 'string' && typeof digest === 'string' ? { tenantId: tenant, digest } : undefined;
  } catch {
    return undefined;
  }
}

/** Puts the mark of a resource on the table that stands for it. `name` is quoted and qualified. */
export function markStatement(name: string, desired: Resource): string {
  const mark = writeMark({ tenantId: desired.tenant.id, digest: specDigest(desired) });
  return `COMMENT ON TABLE ${name} IS ${quoteLiteral(mark)}`;
}
