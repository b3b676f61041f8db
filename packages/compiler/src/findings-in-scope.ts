import type { Finding } from '@akili/diagnostics';
import { isChosen } from './choose.ts';
import type { CompileOptions } from './compile-options.ts';

/** The tenant that a path belongs to: `tenants/acme-corp/...`. */
export function tenantOfPath(path: string): string | undefined {
  return /^tenants\/([^/]+)(?:\/|$)/.exec(path)?.[1];
}

/** Drops what is about tenants that were not asked for, by the finding's subject and by where it points. */
export function findingsInScope(findings: readonly Finding[], options: CompileOptions): readonly Finding[] {
  if (options.tenants === undefined) return findings;
  return findings.filter((finding) => {
    const tenant = finding.tenant ?? (finding.place && tenantOfPath(finding.place.file));
    return tenant === undefined || isChosen(options, tenant);
  });
}
