import type { Database } from '@akili/client-postgres';
import { acmeCorp, describeDriver } from '@akili/testkit';
import { postgresDriver } from './driver.ts';
import { snapshotDirectory } from './testing/embedded.ts';
import { engine } from './testing/engines.ts';
import { lowered, revenue, samples } from './testing/samples.ts';
import { spoil } from './testing/spoil.ts';

describeDriver(`postgres, ${engine.name}`, {
  driver: postgresDriver({ snapshotDirectory }),
  samples,
  bystander: { tenant: { slug: acmeCorp.slug, id: acmeCorp.id }, desired: lowered(acmeCorp, revenue) },
  spoil,
  makeEnvironment: engine.make,
  plantUnmarked: (environment) => engine.beside(environment, plant),
});

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
