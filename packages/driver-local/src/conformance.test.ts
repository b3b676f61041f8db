import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompiledProduct, EngineRole, Json } from '@akili/model';
import type { Driver, Resource } from '@akili/resource';
import {
  acmeCorp,
  dailyRevenue,
  describeDriver,
  embeddedContext,
  globexInc,
  lowerInput,
  weeklySummary,
} from '@akili/testkit';
import { product, type DriverEnvironment } from '@akili/testkit';
import { localCompute, localEvents, localObjects } from './drivers.ts';
import type { LocalSession } from './local-session.ts';

const acme = { slug: acmeCorp.slug, id: acmeCorp.id };
const globex = { slug: globexInc.slug, id: globexInc.id };
const refunds = product('acme-corp', 'sales', 'daily_refunds');
const next: CompiledProduct = { ...dailyRevenue, version: '2.0.0', compute: { ...dailyRevenue.compute, retries: 0 } };

const environmentOf = (role: EngineRole) => (): Promise<DriverEnvironment> => {
  const directory = mkdtempSync(join(tmpdir(), `akili-${role}-`));
  return Promise.resolve({
    context: embeddedContext(directory, role, 'local'),
    dispose: () => Promise.resolve(rmSync(directory, { recursive: true })),
  });
};

/** What a driver makes of acme's products; without the platform's bucket, which acme does not own. */
function lowerAcme(
  driver: Driver<LocalSession>,
  products: readonly CompiledProduct[],
  settings: { readonly [role in EngineRole]?: { readonly [key: string]: Json } } = {},
): readonly Resource[] {
  return alone(driver.lower(lowerInput([acmeCorp], products, settings)), acme.slug);
}

function alone(resources: readonly Resource[], slug: string): readonly Resource[] {
  return resources.filter((one) => one.tenant.slug === slug).map((one) => ({ ...one, dependsOn: [] }));
}

function bystanderOf(driver: Driver<LocalSession>) {
  return { tenant: globex, desired: alone(driver.lower(lowerInput([globexInc], [weeklySummary])), globex.slug) };
}

const planted = (environment: DriverEnvironment, ...folders: readonly string[]) => {
  const folder = join(environment.context.directory, ...folders);
  mkdirSync(folder, { recursive: true });
  return folder;
};

describeDriver('local objects: prefixes', {
  driver: localObjects,
  makeEnvironment: environmentOf('objects'),
  samples: [
    {
      name: 'a product comes, another goes, a third has a new version',
      desired: lowerAcme(localObjects, [dailyRevenue, refunds]),
      changed: lowerAcme(localObjects, [next, product('acme-corp', 'sales', 'returns')]),
    },
    {
      name: 'the bucket gets another name',
      desired: lowerAcme(localObjects, [dailyRevenue]),
      changed: lowerAcme(localObjects, [dailyRevenue], { objects: { bucket: 'other-data' } }),
    },
  ],
  bystander: bystanderOf(localObjects),
  plantUnmarked: (environment) => {
    const tenant = planted(environment, 'objects', 'akili-data', `tenant-${acme.id}`);
    mkdirSync(join(tenant, 'products', 'by_hand', 'data'), { recursive: true });
    writeFileSync(join(tenant, 'products', 'by_hand', 'data', 'part-0.parquet'), 'mine');
    symlinkSync('/etc', join(tenant, 'products', 'linked'));
    writeFileSync(join(tenant, 'notes with spaces.txt'), 'mine');
    return Promise.resolve();
  },
});

describeDriver('local objects: the bucket', {
  driver: localObjects,
  makeEnvironment: environmentOf('objects'),
  samples: [
    {
      name: 'another bucket takes its place',
      desired: localObjects.lower(lowerInput([], [])),
      changed: localObjects.lower(lowerInput([], [], { objects: { bucket: 'other-data' } })),
    },
  ],
  bystander: { tenant: globex, desired: [] },
  plantUnmarked: (environment) => {
    writeFileSync(join(planted(environment, 'objects', 'by-hand'), 'notes.txt'), 'mine');
    return Promise.resolve();
  },
});

describeDriver('local events', {
  driver: localEvents,
  makeEnvironment: environmentOf('events'),
  samples: [
    {
      name: 'partitions grow and shrink, topics come and go',
      desired: lowerAcme(localEvents, [dailyRevenue, refunds]),
      changed: lowerAcme(localEvents, [dailyRevenue], { events: { partitions: 3 } }),
    },
  ],
  bystander: bystanderOf(localEvents),
  plantUnmarked: (environment) => {
    planted(environment, 'events', acme.slug, 'acme-corp.by hand.data.available');
    writeFileSync(join(planted(environment, 'events', acme.slug, 'acme-corp.by_hand.data.available'), '0.ndjson'), '');
    return Promise.resolve();
  },
});

describeDriver('local compute', {
  driver: localCompute,
  makeEnvironment: environmentOf('compute'),
  samples: [
    {
      name: 'a product moves to another namespace, another gets a new version',
      desired: lowerAcme(localCompute, [dailyRevenue, refunds]),
      changed: lowerAcme(localCompute, [next, { ...refunds, namespace: 'finance' }]),
    },
  ],
  bystander: bystanderOf(localCompute),
  plantUnmarked: (environment) => {
    const folder = planted(environment, 'compute', acme.slug);
    writeFileSync(join(folder, 'sales.by_hand.json'), '{}');
    symlinkSync('/etc/passwd', join(folder, 'sales.linked.json'));
    return Promise.resolve();
  },
});
