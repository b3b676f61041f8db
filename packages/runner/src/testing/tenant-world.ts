import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TenantInstance } from '@akili/client-duckdb';
import type { Source } from '@akili/connectors';
import { duckdbAnalytics } from '@akili/driver-duckdb';
import { localEvents } from '@akili/driver-local';
import type { CompiledInput, CompiledProduct } from '@akili/model';
import type { Driver, EngineConnection } from '@akili/resource';
import { acmeCorp, embeddedContext, lowerInput, observe, runStep, stepsBetween } from '@akili/testkit';
import { directoryRunStore } from '../run-store.ts';
import type { RunWorld } from '../run-world.ts';

/** An environment in a fresh folder to which products of acme-corp are applied, without a lookup engine. */
export interface TenantWorld {
  readonly world: RunWorld;
  readonly database: TenantInstance;
  dispose(): Promise<void>;
}

/** Applies products of acme-corp and opens what a run of them takes. */
export async function tenantWorld(
  products: readonly CompiledProduct[],
  openSource: () => Promise<Source>,
  options: Partial<Pick<RunWorld, 'fullRefresh' | 'signal'>> & {
    readonly cursorType?: (input: CompiledInput) => string | undefined;
  } = {},
): Promise<TenantWorld> {
  const root = mkdtempSync(join(tmpdir(), 'akili-run-'));
  const directory = join(root, '.akili', 'local');
  const lowered = lowerInput([acmeCorp], products);
  const apply = async <Session>(driver: Driver<Session>): Promise<EngineConnection<Session>> => {
    const connection = await driver.connect(embeddedContext(directory, driver.role, driver.name));
    const steps = stepsBetween(driver, driver.lower(lowered), await observe(connection, [acmeCorp]));
    for (const step of steps) await runStep(connection, step);
    return connection;
  };
  const analytics = await apply(duckdbAnalytics);
  await apply(localEvents);
  const session = await analytics.session(acmeCorp, 'tenant');
  let clock = Date.UTC(2026, 0, 1);
  let runs = 0;
  const world: RunWorld = {
    ...{ root, directory, fullRefresh: false, fixtures: true, signal: new AbortController().signal },
    now: () => new Date((clock += 1000)),
    newRun: () => `run-${(runs += 1)}`,
    progress: () => undefined,
    analytics: () => Promise.resolve(session),
    lookup: () => Promise.reject(new Error('no product here is served from a lookup table')),
    events: { root: directory, tenant: { slug: acmeCorp.slug, id: acmeCorp.id } },
    runs: directoryRunStore(directory),
    openSource,
    cursorType: () => undefined,
    refreshOf: () => undefined,
    ...options,
  };
  return {
    world,
    database: await session.database(),
    async dispose() {
      await analytics.close();
      rmSync(root, { recursive: true });
    },
  };
}
