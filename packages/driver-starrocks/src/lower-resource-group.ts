import type { TenantScope } from './lower.ts';
import type { ResourceGroupSpec } from './specs.ts';

/** Where the environment does not say how much memory a backend has, a quota of memory cannot be turned into a percentage. */
const unknownPercent = 80;

/**
 * A tenant's quotas as StarRocks limits them: a weight of CPU (one for each core of the quota) and a percentage of each
 * backend's memory. `analytics.backendMemory` of the environment says what 100% is.
 */
export function resourceGroupSpec(scope: TenantScope, users: readonly string[]): ResourceGroupSpec | undefined {
  const { tenant, input, group } = scope;
  if (group === null || users.length === 0) return undefined;
  const backend = bytes(input.environment.engines.analytics?.settings['backendMemory']);
  const { cpuMillis = 1000, memoryBytes } = tenant.quotas;
  const percent =
    backend === undefined || memoryBytes === undefined ? unknownPercent : Math.ceil((memoryBytes / backend) * 100);
  return {
    group,
    users,
    cpuWeight: Math.max(1, Math.ceil(cpuMillis / 1000)),
    memoryPercent: Math.min(99, Math.max(1, percent)),
  };
}

const units: { readonly [unit: string]: number } = { Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3, Ti: 1024 ** 4 };

function bytes(value: unknown): number | undefined {
  const found = typeof value === 'string' ? /^(\d+)(Ki|Mi|Gi|Ti)?$/.exec(value) : null;
  return found === null ? undefined : Number(found[1]) * (units[found[2] ?? ''] ?? 1);
}
