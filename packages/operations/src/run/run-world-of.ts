import { randomBytes } from 'node:crypto';
import { openConnector, SourceError, type Source } from '@akili/connectors';
import { FindingError } from '@akili/diagnostics';
import type { AnalyticsSession, RefreshSpec } from '@akili/driver-duckdb';
import type { LookupSession } from '@akili/driver-postgres';
import { writeType, type CompiledInput, type CompiledTenant, type EngineRole } from '@akili/model';
import type { EngineConnection, Resource } from '@akili/resource';
import { directoryRunStore, productKey, type RunWorld } from '@akili/runner';
import { lowerAll } from '../engines.ts';
import { environmentDirectory } from '../local-folders.ts';
import type { Running } from './run-in-order.ts';

/** The world of each tenant's runs: its own sessions and connections, and nothing of another's. */
export async function runWorlds({
  whole,
  open,
  options,
  host,
}: Running): Promise<(tenant: CompiledTenant) => RunWorld> {
  const { environment, compilation, collected } = whole;
  const refreshes = new Map<string, Resource<RefreshSpec>>();
  for (const resource of lowerAll(open.engines, compilation, environment, await open.logins())) {
    if (resource.kind !== 'analytics.refresh' || resource.product === undefined) continue;
    refreshes.set(productKey(resource.tenant.slug, resource.product), resource as unknown as Resource<RefreshSpec>);
  }
  const directory = environmentDirectory(host.root, environment.name);
  const runs = directoryRunStore(directory);
  const engine = (role: EngineRole): EngineConnection => {
    const connection = open.connections.byRole.get(role);
    if (connection === undefined) throw new Error(`the environment has no ${role} engine`);
    return connection;
  };
  return (tenant) => {
    const identity = { slug: tenant.slug, id: tenant.id };
    const folder = collected.repository.tenants.find(({ slug }) => slug === tenant.slug);
    const { now, signal, root } = host;
    return {
      ...{ root, directory, now, signal, runs },
      newRun: () => `${now().toISOString().replace(/[-:.]/g, '')}-${randomBytes(6).toString('hex')}`,
      progress: (phase) => host.progress({ phase }),
      analytics: async () => (await engine('analytics').session(identity, 'tenant')) as AnalyticsSession,
      lookup: async () => (await engine('lookup').session(identity, 'tenant')) as LookupSession,
      events: { root: directory, tenant: identity },
      openSource: (name) => openSource(tenant, name),
      cursorType: (input) => cursorType(input),
      refreshOf: ({ name }) => refreshes.get(productKey(tenant.slug, name)),
      fullRefresh: options.fullRefresh,
      fixtures: options.fixtures,
    };

    function cursorType({ connection, resource, cursorField }: CompiledInput): string | undefined {
      const tables = folder?.connections.find(({ name }) => name === connection)?.tables;
      const columns = tables?.find(({ name }) => name === resource)?.columns;
      const type = columns?.find(({ name }) => name === cursorField)?.type;
      return type && writeType(type);
    }
  };

  async function openSource(tenant: CompiledTenant, name: string): Promise<Source> {
    const connection = tenant.connections?.find((one) => one.name === name);
    if (connection === undefined) throw new SourceError('failed', 'the tenant has no such connection');
    const { connectorType, config, credentials } = connection;
    try {
      const secret = credentials === undefined ? {} : await open.secrets.reveal(tenant.slug, credentials, 'source');
      const connector = await openConnector(connectorType);
      return await connector.open({ connectorType, config, secret, root: host.root }, host.signal);
    } catch (error) {
      if (error instanceof FindingError) throw new SourceError('password', error.finding.message, { cause: error });
      throw error;
    }
  }
}
