import { acmeCorp, globexInc, lowerInput, weeklySummary } from '@akili/testkit';
import { expect, test } from 'vitest';
import { beside, embeddedEnvironment } from '../testing/embedded.ts';
import { applied, driver } from '../testing/applied.ts';
import { tableKind } from '../kinds.ts';

const table = 'tenant_globex_inc__finance.weekly_transaction_summary';

test("embedded, a tenant's role reaches nothing of another, and what was granted by hand is found", async () => {
  const environment = await embeddedEnvironment();
  const desired = driver.lower(lowerInput([globexInc, acmeCorp], [weeklySummary]));
  await applied(environment, desired);
  await beside(environment, async (database) => {
    await database.transaction(undefined, (transaction) =>
      // Acme has no product here, so nothing made its role.
      transaction.execute(['CREATE ROLE tenant_acme_corp__owner']),
    );
  });
  const others = [{ tenant: globexInc, resources: desired.filter(({ kind }) => kind === tableKind) }];
  const probe = async () => {
    const connection = await driver.connect(environment.context);
    const signal = new AbortController().signal;
    const found = await connection.probe?.({ tenant: acmeCorp, others, nonce: 'n0', signal });
    await connection.close();
    return found?.map(({ action, what, outcome }) => `${action} ${what}: ${outcome}`);
  };
  expect(await probe()).toEqual([
    'read a table: refused',
    'write a table: refused',
    'write the rows of a table: refused',
    'grant a table: refused',
    'list names in the catalogs: disclosed',
  ]);
  await beside(environment, async (database) => {
    await database.transaction(undefined, (transaction) =>
      transaction.execute([
        'GRANT USAGE ON SCHEMA tenant_globex_inc__finance TO PUBLIC',
        `GRANT SELECT, DELETE ON ${table} TO tenant_acme_corp__owner`,
      ]),
    );
  });
  expect(await probe()).toEqual([
    'read a table: violated',
    'write a table: violated',
    'write the rows of a table: violated',
    'grant a table: refused',
    'list a schema: violated',
    'list names in the catalogs: disclosed',
  ]);
  await environment.dispose();
}, 120_000);
