import { starrocksAnalytics, type StarRocksSession } from '@akili/driver-starrocks';
import { catalogName, tenantRole } from '@akili/model';
import type { CompiledProduct, CompiledTenant, Environment } from '@akili/model';
import { platformSlug, specDigest, type Address, type Driver, type DriverContext } from '@akili/resource';
import type { LowerInput, Resource, ResourceType, StateRecord } from '@akili/resource';
import { acmeCorp, dailyRevenue, globexInc, weeklySummary } from '@akili/testkit';
import { startStandIn, type StandIn, type StandInOptions } from '../server/index.ts';

const place = { file: 'akili.yaml' };

/** An environment whose analytics engine is the stand-in (or a real one: port and password of `root`). */
export function environmentAt(
  port: number,
  settings: LowerInput['environment']['engines'][never] | object = {},
): Environment {
  const engine = (role: 'analytics' | 'objects', driver: string, values: object) => ({
    role,
    driver,
    settings: values as never,
    credentials: `env:AKILI_PLATFORM__${role.toUpperCase()}`,
    place,
  });
  const iceberg = { uri: 'http://127.0.0.1:8181' };
  return {
    name: 'production',
    embedded: false,
    engines: {
      analytics: engine('analytics', 'starrocks', {
        host: '127.0.0.1',
        port,
        iceberg,
        backendMemory: '128Gi',
        ...settings,
      }),
      objects: engine('objects', 's3', {
        endpoint: 'http://127.0.0.1:7480',
        bucket: 'akili-data',
        region: 'us-east-1',
      }),
    },
    state: { store: 'directory' },
    vars: {},
    place,
  };
}

/** The product of the seed with the SQL that the compiler writes for it. */
export const revenue: CompiledProduct = {
  ...dailyRevenue,
  sql: { starrocks: revenueSql('SUM(`o`.`amount`)') },
  governance: { ...dailyRevenue.governance, access: [{ team: 'sales-analytics', role: 'viewer' }] },
};

export function revenueSql(sum: string): string {
  const from = `\`${catalogName('acme-corp')}\`.\`sales__raw\`.\`daily_revenue__orders\``;
  return `SELECT\n  DATE_TRUNC('day', \`o\`.\`order_date\`) AS \`date\`,\n  \`o\`.\`region\` AS \`region\`,\n  CAST(${sum} AS DECIMAL(38,2)) AS \`gross_revenue\`\nFROM ${from} AS \`o\`\nGROUP BY DATE_TRUNC('day', \`o\`.\`order_date\`), \`o\`.\`region\``;
}

export const acme: CompiledTenant = {
  ...acmeCorp,
  quotas: { cpuMillis: 8000, memoryBytes: 37 * 1024 ** 3, connections: 20 },
};
export const globex = globexInc;
export const summary = weeklySummary;

/** What `lower` gets; `logins` by slug. */
export function inputOf(
  tenants: readonly CompiledTenant[],
  products: readonly CompiledProduct[],
  more: Partial<LowerInput> = {},
): LowerInput {
  const compilation = { formatVersion: 1, digest: 'sha256:0', environment: 'production', diagnostics: [] } as const;
  return { compilation: { ...compilation, tenants, products }, environment: environmentAt(9030), ...more };
}

/** A driver that remembers what it applied, as the state does, since StarRocks has no place for every mark. */
export interface Recording {
  readonly driver: Driver<StarRocksSession>;
  readonly records: Map<Address, StateRecord>;
}

export function recording(): Recording {
  const wanted = new Map<Address, Resource | undefined>();
  const records = new Map<Address, StateRecord>();
  const types = starrocksAnalytics.types.map((type): ResourceType<never, StarRocksSession> => ({
    ...type,
    diff(desired, observed) {
      const address = desired?.address ?? observed?.address;
      if (address !== undefined) wanted.set(address, desired as Resource | undefined);
      return type.diff(desired, observed);
    },
    async run(session, step, signal) {
      await type.run(session, step, signal);
      const resource = wanted.get(step.address);
      if (resource === undefined) records.delete(step.address);
      else
        records.set(step.address, {
          address: step.address,
          kind: type.kind,
          digest: specDigest(resource),
          dependsOn: [],
        });
    },
  }));
  return { driver: { ...starrocksAnalytics, types }, records };
}

/** Secrets of the tests: each user's password is made from its name and version. */
export async function secretOf(
  slug: string,
  reference: string,
  version?: string,
): Promise<{ readonly [key: string]: string }> {
  if (slug === platformSlug) return await Promise.resolve({ username: 'root', password: 'root-password' });
  const tenant = slug === acmeCorp.slug ? acmeCorp : globexInc;
  if (reference.endsWith('OBJECTS'))
    return {
      accessKeyId: `AK-${slug}-${version ?? 'now'}`,
      secretAccessKey: `SK-${slug}-${version ?? 'now'}-0123456789`,
    };
  const slot = version === '2' ? 'deployer__b' : 'deployer';
  return { username: tenantRole(tenant, slot), password: `pw-${slug}-${version === '2' ? '2' : '1'}` };
}

/** A stand-in with a context to connect by. */
export async function standInContext(
  records: ReadonlyMap<Address, StateRecord>,
  options: StandInOptions = {},
  more: Partial<DriverContext> = {},
): Promise<{ readonly standIn: StandIn; readonly context: DriverContext }> {
  const standIn = await startStandIn(options);
  const environment = environmentAt(standIn.port);
  const context: DriverContext = {
    environment,
    binding: environment.engines.analytics as DriverContext['binding'],
    directory: '/nowhere',
    secret: secretOf,
    recorded: (slug) => [...records.values()].filter(({ address }) => address.startsWith(`${slug}/`)),
    tenants: [acmeCorp, globexInc].map(({ slug, id }) => ({ slug, id })),
    ...more,
  };
  return { standIn, context };
}
