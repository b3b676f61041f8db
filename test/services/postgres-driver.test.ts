import { afterAll, test } from 'vitest';
import { postgres } from './postgres.ts';

const refused = await postgres.install();
if (refused === undefined) {
  const server = await postgres.start();
  afterAll(() => server.stop());
  // The driver's own tests (the laws of every driver, drift by hand, the proof of row security), on this server: with
  // a provisioner that is no superuser and the tenants' real logins.
  process.env['AKILI_TEST_POSTGRES_URL'] = server.access.url;
  await import('../../packages/client-postgres/src/alone.test.ts');
  await import('../../packages/client-postgres/src/transaction.test.ts');
  await import('../../packages/driver-postgres/src/conformance.test.ts');
  await import('../../packages/driver-postgres/src/drift.test.ts');
  await import('../../packages/driver-postgres/src/row-security.test.ts');
} else {
  process.stderr.write(`${postgres.name} is not tested: ${refused.missing}\n`);
  test.skip(`${postgres.name}: ${refused.missing}`);
}
