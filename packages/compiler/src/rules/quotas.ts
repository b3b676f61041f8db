import { quotaExceeded, type Finding } from '@akili/diagnostics';
import type { Quotas } from '@akili/model';
import { tenantPlace } from '../places.ts';
import type { Rule } from '../rule.ts';

interface Use {
  /** As tenant.yaml calls it. */
  readonly quota: string;
  readonly limit: keyof Quotas;
  readonly used: number;
  readonly write: (amount: number) => string;
}

/** Topics of a product: that its data is there, and how its runs went. */
const topicsPerProduct = 2;
const gibi = 2 ** 30;

/** What the tenant's products need together is within its quotas. */
export const quotasRule: Rule = {
  name: 'quotas',
  tenant({ tenant }) {
    if (tenant.broken) return [];
    const sum = (amounts: readonly (number | undefined)[]): number => amounts.reduce<number>((a, b) => a + (b ?? 0), 0);
    const count = tenant.products.length;
    const uses: readonly Use[] = [
      { quota: 'products', limit: 'products', used: count, write: String },
      { quota: 'topics', limit: 'topics', used: count * topicsPerProduct, write: String },
      { quota: 'connections', limit: 'connections', used: tenant.connections.length, write: String },
      {
        quota: 'cpu',
        limit: 'cpuMillis',
        used: sum(tenant.products.map((product) => product.compute?.cpuMillis)),
        write: (millis) => (millis % 1000 === 0 ? String(millis / 1000) : `${millis}m`),
      },
      {
        quota: 'memory',
        limit: 'memoryBytes',
        used: sum(tenant.products.map((product) => product.compute?.memoryBytes)),
        write: (bytes) => (bytes % gibi === 0 ? `${bytes / gibi}Gi` : `${bytes} bytes`),
      },
    ];
    return uses.flatMap(({ quota, limit, used, write }): readonly Finding[] => {
      const allowed = tenant.quotas[limit];
      if (allowed === undefined || used <= allowed) return [];
      const params = { quota, used: write(used), limit: write(allowed) };
      return [quotaExceeded.at(tenantPlace(tenant, 'quotas', quota), params, { tenant: tenant.slug })];
    });
  },
};
