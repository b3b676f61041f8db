import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localRepository, type LocalRepository } from '../runner/local-repository.ts';
import { thisMonday } from '../runner/seed-fixtures.ts';
import { postgres, startPostgres, type PostgresAccess } from './postgres.ts';
import type { RunningService } from './service.ts';

const refused = await postgres.install();
if (refused !== undefined) process.stderr.write(`runs over PostgreSQL are not tested: ${refused.missing}\n`);

const select = ['weekly_transaction_summary'];

describe.skipIf(refused !== undefined)("globex's product over its own PostgreSQL", () => {
  let server: RunningService<PostgresAccess>;
  let admin: pg.Client;
  let repository: LocalRepository;
  let env: { readonly [name: string]: string };

  beforeAll(async () => {
    server = await startPostgres();
    const { host, port, superuser, database } = server.access;
    admin = new pg.Client({ host, port, user: superuser.username, password: superuser.password, database });
    await admin.connect();
    await admin.query(
      'CREATE TABLE public.transactions (transaction_id bigint PRIMARY KEY, account_id bigint, amount numeric(18,2), ' +
        'currency text, transaction_type text, counterparty text, processed_at timestamptz, status text)',
    );
    repository = localRepository();
    const path = 'tenants/globex-inc/connections/globex-finance-db.yaml';
    const text = readFileSync(join(repository.root, path), 'utf8')
      .replace('finance.globex-inc.com', host)
      .replace('port: 5432', `port: ${port}`)
      .replace('database: transactions', `database: ${database}`)
      .replace('ssl_mode: require', 'ssl_mode: disable');
    repository.write(path, text);
    const secret = { username: superuser.username, password: superuser.password };
    env = { AKILI_GLOBEX_INC__FINANCE_DB: JSON.stringify(secret) };
    await repository.apply();
  });
  afterAll(async () => {
    await admin.end();
    await server.stop();
    repository.dispose();
  });

  const pay = (id: number, amount: string, at: string): Promise<unknown> =>
    admin.query("INSERT INTO transactions VALUES ($1, 7, $2, 'EUR', 'payment', 'party', $3, 'completed')", [
      ...[id, amount, `${thisMonday()}T${at}`],
    ]);
  const load = async () => {
    const { exitCode, report } = await repository.run({ select }, env);
    expect([exitCode, report.runs[0]?.diagnostics]).toEqual([0, []]);
    return report.runs[0]?.loads.map(({ mode, rows, total }) => ({ mode, rows, total }));
  };
  const served = () =>
    repository.lookup(
      'tenant_globex_inc__reader',
      'SELECT transaction_count, net_flow FROM tenant_globex_inc__finance.weekly_transaction_summary',
    );

  test('the first load is whole; an instant of any zone is the same one', async () => {
    await pay(1, '10.00', '10:00:00+00');
    await pay(2, '20.00', '13:00:00.000001+02');
    expect(await load()).toEqual([{ mode: 'whole', rows: 2, total: 2 }]);
    const sql =
      'SELECT processed_at::VARCHAR AS at FROM finance__raw.weekly_transaction_summary__transactions ORDER BY 1';
    expect(await repository.analytics('globex-inc', sql)).toEqual([
      { at: `${thisMonday()} 10:00:00` },
      { at: `${thisMonday()} 11:00:00.000001` },
    ]);
    expect(await served()).toEqual([{ transaction_count: '2', net_flow: '30.00' }]);
  });

  test('then by the cursor: new rows, changed rows, and one that comes late with the newest instant', async () => {
    await pay(3, '30.00', '11:00:00.000001+00');
    await pay(4, '40.00', '12:00:00+00');
    await admin.query(
      `UPDATE transactions SET amount = 11, processed_at = '${thisMonday()}T12:30:00Z' WHERE transaction_id = 1`,
    );
    expect(await load()).toEqual([{ mode: 'incremental', rows: 4, total: 4 }]);
    expect(await served()).toEqual([{ transaction_count: '4', net_flow: '101.00' }]);
  });

  test('what was deleted at the source goes with a full refresh', async () => {
    await admin.query('DELETE FROM transactions WHERE transaction_id = 2');
    await load();
    expect(await served()).toEqual([{ transaction_count: '4', net_flow: '101.00' }]);
    await repository.run({ select, fullRefresh: true }, env);
    expect(await served()).toEqual([{ transaction_count: '3', net_flow: '81.00' }]);
  });

  test('a wrong password says so, and not the password', async () => {
    const wrong = { AKILI_GLOBEX_INC__FINANCE_DB: JSON.stringify({ username: 'postgres', password: 'Sesame-42' }) };
    const { exitCode, report } = await repository.run({ select }, wrong);
    expect(exitCode).toBe(1);
    expect(JSON.stringify(report)).not.toContain('Sesame-42');
    expect(report.runs[0]?.diagnostics.map(({ code }) => code)).toEqual(['APL122']);
    expect(await served()).toEqual([{ transaction_count: '3', net_flow: '81.00' }]);
  });
});
