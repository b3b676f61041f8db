import type { Repository, Tenant } from '@akili/model';
import type { QuotaChange } from '@akili/report';

/** Quotas that differ between two repositories, of tenants that both have. Sizes in bytes, processors in millicores. */
export function changedQuotas(before: Repository, after: Repository): readonly QuotaChange[] {
  const old = new Map(before.tenants.map((tenant) => [tenant.slug, tenant]));
  return after.tenants.flatMap((tenant) => {
    const known = old.get(tenant.slug);
    return known === undefined ? [] : differing(known, tenant);
  });
}

function differing({ quotas: was }: Tenant, { slug, quotas: is }: Tenant): readonly QuotaChange[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort() as (keyof Tenant['quotas'])[];
  return names.flatMap((name) => {
    const [before, after] = [was[name], is[name]].map((value) =>
      value === undefined ? undefined : written(name, value),
    );
    return before === after ? [] : [{ tenant: slug, quota: words[name], before, after }];
  });
}

const words: { readonly [name in keyof Required<Tenant['quotas']>]: string } = {
  products: 'products',
  cpuMillis: 'cpu',
  memoryBytes: 'memory',
  topics: 'topics',
  storageBytes: 'storage',
  connections: 'connections',
};

function written(name: keyof Tenant['quotas'], value: number): string {
  if (name === 'cpuMillis') return value % 1000 === 0 ? String(value / 1000) : `${value}m`;
  if (name !== 'memoryBytes' && name !== 'storageBytes') return String(value);
  const units = ['Ti', 'Gi', 'Mi', 'Ki'];
  const sizes = units.map((unit, i) => [unit, 1024 ** (units.length - i)] as const);
  const fitting = sizes.find(([, size]) => value % size === 0);
  return fitting === undefined ? String(value) : `${value / fitting[1]}${fitting[0]}`;
}
