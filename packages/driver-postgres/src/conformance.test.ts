import type { Database } from '@akili/client-postgres';
import { acmeCorp, describeDriver, type DriverEnvironment } from '@akili/testkit';
import { test } from 'vitest';
import { postgresDriver } from './driver.ts';
import { beside, embeddedEnvironment, snapshotDirectory } from './testing/embedded.ts';
import { lowered, revenue, samples } from './testing/samples.ts';
import { serverEnvironment, serverUrl, type ServerEnvironment } from './testing/server.ts';
import { spoil } from './testing/spoil.ts';

const shared = {
  driver: postgresDriver({ snapshotDirectory }),
  samples,
  bystander: { tenant: { slug: acmeCorp.slug, id: acmeCorp.id }, desired: lowered(acmeCorp, revenue) },
  spoil,
};

describeDriver('postgres, embedded', {
  ...shared,
  makeEnvironment: embeddedEnvironment,
  plantUnmarked: (environment: DriverEnvironment) => beside(environment, plant),
});

if (serverUrl === undefined) {
  test.skip('postgres, a server: skipped, AKILI_TEST_POSTGRES_URL names no server');
} else {
  const url = serverUrl;
  describeDriver('postgres, a server', {
    ...shared,
    makeEnvironment: () => serverEnvironment(url),
    plantUnmarked: (environment) => (environment as ServerEnvironment).beside(plant),
  });
}

async function plant(database: Database): Promise<void> {
  await database.transaction(undefined, async (transaction) => {
    await transaction.query('CREATE TABLE tenant_globex_inc__finance.by_hand (a integer)');
    await transaction.query(
      'CREATE VIEW tenant_globex_inc__finance.peek AS SELECT a FROM tenant_globex_inc__finance.by_hand',
    );
    await transaction.query('CREATE ROLE tenant_globex_inc__intern');
    await transaction.query('CREATE SCHEMA tenant_globex_inc__scratch');
  });
}
