import { slugPattern } from '@akili/model';
import type { ReviewBasis, StepDigests } from './step-digests.ts';

/** What people were shown of a pull request's plan. */
export interface Reviewed {
  readonly headSha: string;
  readonly basis: ReviewBasis;
  /** Tenants without a step are absent. Undefined: more tenants changed than a comment has room for. */
  readonly digests: ReadonlyMap<string, StepDigests> | undefined;
}

const start = '<!-- akili:reviewed ';
const end = ' -->';
/** Bytes that the comment gives away for it: some four hundred tenants. */
const longest = 24_000;
const entry = /^([a-z][a-z0-9-]*)=([\w.]{16})?\/([\w.]{16})?$/;

/** The hidden second line of the sticky comment. */
export function writeReviewed({ headSha, basis, digests }: Reviewed): string {
  const entries = [...(digests ?? [])]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([tenant, { platform, tenant: own }]) => `${tenant}=${platform}/${own}`);
  const line = `${start}${headSha} ${basis} ${digests === undefined ? 'too-many' : entries.join(' ')}${end}`;
  return line.length > longest ? writeReviewed({ headSha, basis, digests: undefined }) : line;
}

/**
 * Reads the line from a comment that we wrote. Only the second line counts: further down stand texts of the repository,
 * in fences as they are. Undefined where there is none, or where anything about it is odd.
 */
export function readReviewed(body: string): Reviewed | undefined {
  const line = body.split('\n', 2)[1];
  if (line === undefined || !line.startsWith(start) || !line.endsWith(end)) return undefined;
  const [headSha = '', basis, ...entries] = line.slice(start.length, -end.length).trim().split(' ');
  if (!/^[0-9a-f]{40,64}$/.test(headSha) || (basis !== 'full' && basis !== 'outline')) return undefined;
  if (entries[0] === 'too-many') return { headSha, basis, digests: undefined };
  const digests = new Map<string, StepDigests>();
  for (const word of entries) {
    const [, tenant = '', platform = '', own = ''] = entry.exec(word) ?? [];
    if (!slugPattern.test(tenant) || digests.has(tenant)) return undefined;
    digests.set(tenant, { platform, tenant: own });
  }
  return { headSha, basis, digests };
}
