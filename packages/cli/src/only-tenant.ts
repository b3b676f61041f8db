import type { GlobalOptions } from './arguments.ts';
import { UsageError } from './usage-error.ts';

/** The one tenant that a command is for: `--tenant` once, or that of a profile. */
export function onlyTenant(command: string, { tenants }: Pick<GlobalOptions, 'tenants'>): string {
  const [tenant, ...others] = tenants;
  if (tenant !== undefined && others.length === 0) return tenant;
  const why = tenant === undefined ? 'Say whose with `--tenant SLUG`.' : 'Give `--tenant` once.';
  throw new UsageError(`\`akili ${command}\` is about one tenant. ${why}`);
}
