import type { EngineRole } from '@akili/model';
import type { Driver } from '@akili/resource';
import { shippedSnapshots } from './shipped-snapshots.ts';

/** A driver by the names that `akili.yaml` knows; its package is loaded when an environment first needs it. */
interface DriverEntry {
  readonly role: EngineRole;
  readonly name: string;
  load(): Promise<Driver>;
}

/** Every driver there is. A new one is a package and one entry here. */
const drivers: readonly DriverEntry[] = [
  {
    role: 'analytics',
    name: 'duckdb',
    load: async () => (await import('@akili/driver-duckdb')).duckdbAnalytics as Driver,
  },
  {
    role: 'analytics',
    name: 'starrocks',
    load: async () => (await import('@akili/driver-starrocks')).starrocksAnalytics as Driver,
  },
  {
    role: 'lookup',
    name: 'postgres',
    load: async () => (await import('@akili/driver-postgres')).postgresDriver(shippedSnapshots()) as Driver,
  },
  { role: 'objects', name: 'local', load: async () => (await import('@akili/driver-local')).localObjects as Driver },
  { role: 'events', name: 'kafka', load: async () => (await import('@akili/driver-kafka')).kafkaDriver() as Driver },
  { role: 'objects', name: 's3', load: async () => (await import('@akili/driver-s3')).s3Objects as Driver },
  { role: 'events', name: 'local', load: async () => (await import('@akili/driver-local')).localEvents as Driver },
  { role: 'compute', name: 'local', load: async () => (await import('@akili/driver-local')).localCompute as Driver },
  {
    role: 'compute',
    name: 'dagster',
    load: async () => (await import('@akili/driver-dagster')).dagsterCompute as Driver,
  },
];

/** The driver for a binding; undefined where this version has none of that name for the role. */
export async function loadDriver(role: EngineRole, name: string): Promise<Driver | undefined> {
  return await drivers.find((entry) => entry.role === role && entry.name === name)?.load();
}
