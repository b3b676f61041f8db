import { createServer } from 'node:net';
import { EngineError, type Observed } from '@akili/resource';
import { column, observe, runStep, stepsBetween } from '@akili/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { acme, driver, globex, Production, revenue, summary } from './postgres-tenants.ts';
import { postgres, type PostgresAccess } from './postgres.ts';
import type { RunningService } from './service.ts';

const refused = await postgres.install();
if (refused !== undefined) process.stderr.write(`${postgres.name} is not tested: ${refused.missing}\n`);

const table = 'tenant_globex_inc__finance.weekly_transaction_summary';
const reference = 'env:AKILI_GLOBEX_INC__LOOKUP';
const signal = new AbortController().signal;

describe.skipIf(refused !== undefined)('PostgreSQL with the logins of tenants', () => {
  let server: RunningService<PostgresAccess>;
  let production: Production;
  beforeAll(async () => {
    server = await postgres.start();
    production = new Production(server.access);
  });
  afterEach(async () => {
    production.inUse.clear();
    await production.clean();
  });
  afterAll(() => server.stop());

  const refusal = async (work: Promise<unknown>): Promise<string> => {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(EngineError);
    return (error as Error).message;
  };
  const fill = (rows: number): Promise<unknown> =>
    production.beside(
      `INSERT INTO ${table} (week_start, net_flow) SELECT date '2026-01-05' + 7 * n, n FROM generate_series(1, ${rows}) n`,
    );

  test('both tenants from nothing, and then there is nothing left to do', async () => {
    const desired = production.lower([acme, globex], [revenue, summary]);
    expect((await production.apply(desired)).length).toBeGreaterThan(0);
    expect(await production.apply(desired)).toEqual([]);
  });

  test('no statement that the server logs holds a password', async () => {
    const log = await production.logged(() => production.apply(production.lower([globex], [summary]), [globex]));
    const text = log.join('\n');
    expect(text).toContain('ALTER ROLE "tenant_globex_inc__deployer" PASSWORD \'SCRAM-SHA-256$4096:');
    expect(text).not.toContain(production.secret('globex-inc').password);
  });

  test('a login of a tenant has its limits, and does nothing until it acts as the owner', async () => {
    await production.apply(production.lower([globex], [summary]), [globex]);
    const database = await production.login(production.secret('globex-inc'));
    const [settings] = await database.transaction(undefined, (transaction) =>
      transaction.query(
        `SELECT reset_val AS timeout, (SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user) AS connections
         FROM pg_settings WHERE name = 'statement_timeout'`,
      ),
    );
    expect(settings).toEqual({ timeout: '600000', connections: 5 });
    const read = `SELECT count(*)::int AS n FROM ${table}`;
    await expect(database.transaction(undefined, (t) => t.query(read))).rejects.toMatchObject({ sqlState: '42501' });
    expect(await database.transaction('tenant_globex_inc__owner', (t) => t.query(read))).toEqual([{ n: 0 }]);
    await database.close();
  });

  test('a rotation keeps the old login working until it is retired, and touches no table', async () => {
    const wanted = (version: string, previous?: string) =>
      production.lower([globex], [summary], {
        'globex-inc': { reference, version, ...(previous === undefined ? {} : { previous }) },
      });
    const letsIn = async (version: string): Promise<boolean> => {
      const database = await production.login(production.secret('globex-inc', version)).catch(() => undefined);
      await database?.close();
      return database !== undefined;
    };
    production.inUse.set('globex-inc', '1');
    await production.apply(wanted('1'), [globex]);
    expect(await production.apply(wanted('2', '1'), [globex])).toEqual([
      'platform security: create role tenant_globex_inc__deployer__b',
    ]);
    expect([await letsIn('1'), await letsIn('2')]).toEqual([true, true]);
    production.inUse.set('globex-inc', '2');
    expect(await production.apply(wanted('2'), [globex])).toEqual([
      'platform security: drop role tenant_globex_inc__deployer',
    ]);
    expect([await letsIn('1'), await letsIn('2')]).toEqual([false, true]);
    expect(await production.apply(wanted('2'), [globex])).toEqual([]);
  });

  test('a new version for the same login sets its password', async () => {
    const wanted = (version: string) => production.lower([globex], [summary], { 'globex-inc': { reference, version } });
    production.inUse.set('globex-inc', '1');
    await production.apply(wanted('1'), [globex]);
    production.inUse.set('globex-inc', '3');
    expect(await production.apply(wanted('3'), [globex])).toEqual([
      `platform security: set the password of role tenant_globex_inc__deployer to version 3 of ${reference}`,
    ]);
    const database = await production.login(production.secret('globex-inc', '3'));
    await database.close();
  });

  test('a secret for another login is refused by its reference', async () => {
    const other = production.context({}, (slug) =>
      Promise.resolve(production.secret(slug === 'globex-inc' ? 'acme-corp' : slug)),
    );
    const message = await refusal(production.apply(production.lower([globex], [summary]), [globex], other));
    expect(message).toBe(
      `the secret ${reference} is for another login: its username has to be tenant_globex_inc__deployer`,
    );
  });

  test('a suspended tenant is read and nobody deploys; an archived one keeps its data and nobody reads', async () => {
    await production.apply(production.lower([globex], [summary]), [globex]);
    await fill(3);
    await production.apply(production.lower([{ ...globex, status: 'suspended' }], [summary]), [globex]);
    expect(await refusal(production.login(production.secret('globex-inc')))).toContain(
      'the login is switched off: the tenant is not active (28000)',
    );
    const readers = `SELECT has_table_privilege('tenant_globex_inc__reader', '${table}', 'SELECT') AS reads,
      has_table_privilege('tenant_globex_inc__reader', '${table}', 'INSERT') AS writes`;
    expect(await production.beside(readers)).toEqual([{ reads: true, writes: false }]);
    const archived = production.lower([{ ...globex, status: 'archived' }], [summary]);
    const steps = await production.apply(archived, [globex]);
    expect(steps.filter((step) => step.startsWith('tenant '))).toEqual([]);
    expect(await production.beside(readers)).toEqual([{ reads: false, writes: false }]);
    expect(await production.beside(`SELECT count(*)::int AS n FROM ${table}`)).toEqual([{ n: 3 }]);
    expect(await production.apply(archived, [globex])).toEqual([]);
    await production.apply([], [globex]);
    expect(await production.beside(`SELECT 1 FROM pg_roles WHERE rolname ~ '^tenant_globex'`)).toEqual([]);
  });

  test.each([
    [
      'a nullable column comes',
      { columns: [...summary.columns, column('region', 'varchar')] },
      ['tenant safe: add column region text'],
    ],
    [
      'a column goes',
      { columns: summary.columns.slice(0, 2) },
      ['tenant destructive: drop column note with its data (about 40 rows)'],
    ],
    [
      'a column gets wider in place',
      { columns: [summary.columns[0]!, column('net_flow', 'decimal(24,2)'), summary.columns[2]!] },
      ['tenant safe: widen column net_flow numeric(18,2) -> numeric(24,2)'],
    ],
    [
      'a column gets wider by a rewrite',
      { columns: [summary.columns[0]!, column('net_flow', 'decimal(24,4)'), summary.columns[2]!] },
      [
        'tenant locking: widen column net_flow numeric(18,2) -> numeric(24,4): writes every row anew while readers wait (about 40 rows)',
      ],
    ],
    [
      'a column gets narrower',
      { columns: [summary.columns[0]!, column('net_flow', 'decimal(10,1)'), summary.columns[2]!] },
      [
        'tenant destructive: narrow column net_flow numeric(18,2) -> numeric(10,1): what does not fit is rounded, or stops the step (about 40 rows)',
      ],
    ],
    [
      'a column must not be null any more',
      { columns: [{ ...summary.columns[0]!, nullable: false }, ...summary.columns.slice(1)] },
      [
        'tenant locking: refuse null in column week_start: reads every row, and fails where one is null (about 40 rows)',
      ],
    ],
    [
      'an index on a table with rows is built beside writers',
      { serving: summary.serving.map((mode) => ({ ...mode, indexes: [['net_flow']] })) },
      [
        'tenant locking: build index weekly_transaction_summary__index_dc43dc2c2221 (tenant_id, net_flow) beside writers (about 40 rows)',
      ],
    ],
    [
      'nobody of the team may read any more',
      { governance: { ...summary.governance, access: [] } },
      [
        'platform security: change schema tenant_globex_inc__finance: grants: - USAGE to tenant_globex_inc__team_compliance',
        'tenant security: set row security as declared (policies: ~ akili_read)',
        'tenant security: change grants: - SELECT to tenant_globex_inc__team_compliance',
        'platform security: drop role tenant_globex_inc__team_compliance',
      ],
    ],
  ])('%s, and then there is nothing left to do', async (_, change, steps) => {
    await production.apply(production.lower([globex], [summary]), [globex]);
    await fill(40);
    const changed = production.lower([globex], [{ ...summary, ...change }]);
    expect(await production.apply(changed, [globex])).toEqual(steps);
    expect(await production.apply(changed, [globex])).toEqual([]);
  });

  test('an index that cannot be built beside writers leaves nothing invalid behind, and follows later', async () => {
    await production.apply(production.lower([globex], [{ ...summary, key: [] }]), [globex]);
    await fill(2);
    await production.beside(`INSERT INTO ${table} (week_start) SELECT week_start FROM ${table}`);
    const keyed = production.lower([globex], [summary]);
    expect(await refusal(production.apply(keyed, [globex]))).toContain('could not create unique index');
    expect(
      await production.beside(
        `SELECT indexrelid::regclass AS name FROM pg_index WHERE indrelid = '${table}'::regclass`,
      ),
    ).toEqual([]);
    await production.beside(`DELETE FROM ${table} WHERE net_flow IS NULL`);
    expect(await production.apply(keyed, [globex])).toHaveLength(1);
    expect(await production.apply(keyed, [globex])).toEqual([]);
  });

  test('an inventory is three exchanges a tenant, whatever it has', async () => {
    const products = Array.from({ length: 10 }, (_, n) => ({ ...summary, name: `summary_${n}` }));
    await production.apply(production.lower([globex], products), [globex]);
    let found: readonly Observed[] = [];
    const log = await production.logged(async () => {
      const connection = await production.connect();
      // Logging in and the preflight are asked for once, whoever is read.
      for (const { slug, id } of [acme, globex]) found = await connection.inventory({ slug, id }, signal);
    });
    const asked = log.filter((line) => line.includes('akili_provisioner@') && /LOG: +(statement|execute)/.test(line));
    expect(found.filter(({ kind }) => kind === 'lookup.table')).toHaveLength(10);
    const perTenant = ['BEGIN', 'WITH', 'COMMIT'];
    const words = asked.map(
      (line) => /: +([A-Z]+)\b/.exec(line.replace(/^.*LOG: +(statement|execute [^:]*)/, ''))?.[1],
    );
    expect(words.slice(-6)).toEqual([...perTenant, ...perTenant]);
  });

  describe('the shared tables of the schema akili', () => {
    const row = (tenant: { readonly id: string }): string =>
      `INSERT INTO akili.products VALUES ('${tenant.id}', 'finance', 'summary', '1.0.0', NULL)`;
    const desired = () => production.lower([acme, globex], [revenue, summary]);
    const platform = { slug: 'platform', id: '00000000-0000-0000-0000-000000000000' };

    test('a tenant reads and writes its own rows and no others, whatever it sets', async () => {
      await production.apply(desired());
      await production.beside(row(acme));
      const database = await production.login(production.secret('globex-inc'));
      const owner = 'tenant_globex_inc__owner';
      await database.transaction(owner, (transaction) => transaction.query(row(globex)));
      const seen = database.transaction(owner, async (transaction) => {
        await transaction.query(`SELECT set_config('app.tenant_id', '${acme.id}', true)`);
        return await transaction.query('SELECT tenant_id FROM akili.products');
      });
      expect(await seen).toEqual([{ tenant_id: globex.id }]);
      const forged = database.transaction(owner, (transaction) => transaction.query(row(acme)));
      await expect(forged).rejects.toMatchObject({ sqlState: '42501' });
      await database.close();
    });

    test.each([
      ['a permissive policy', 'CREATE POLICY stray ON akili.products USING (true)', 'policies not declared: stray'],
      ['a grant to everybody', 'GRANT SELECT ON akili.deployments TO PUBLIC', 'grants not declared: SELECT to PUBLIC'],
      [
        'row security off',
        'ALTER TABLE akili.connections DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY',
        'row security off -> forced',
      ],
      [
        "a tenant's policy that says something else",
        `ALTER POLICY "tenant_${globex.id}" ON akili.quality_results USING (true)`,
        `policy tenant_${globex.id} on akili.quality_results is not as declared`,
      ],
    ])('%s is found as foreign access and healed', async (_, statement, reason) => {
      await production.apply(desired());
      await production.beside(statement);
      const connection = await production.connect();
      const live = await observe(connection, [platform, { slug: 'globex-inc', id: globex.id }]);
      const found = desired().flatMap((resource) => {
        const there = live.find(({ address }) => address === resource.address);
        const type = driver.types.find(({ kind }) => kind === resource.kind);
        return there === undefined ? [] : (type?.diff(resource as never, there) ?? []);
      });
      expect(found.map((one) => [one.reason, one.foreign])).toEqual([[reason, true]]);
      expect(await production.apply(desired())).toHaveLength(1);
      expect(await production.apply(desired())).toEqual([]);
    });

    test('an archived tenant has no way to them, and a tenant that goes takes its policies along', async () => {
      await production.apply(desired());
      await production.apply(production.lower([acme, { ...globex, status: 'archived' }], [revenue, summary]));
      const policies = `SELECT 1 FROM pg_policy WHERE polname ~ '^tenant_${globex.id}'`;
      expect(await production.beside(policies)).toEqual([]);
      await production.apply(production.lower([acme], [revenue]));
      expect(await production.beside(`SELECT 1 FROM pg_roles WHERE rolname ~ '^tenant_globex'`)).toEqual([]);
    });
  });

  describe('what fails says why', () => {
    const platform = (password: string, settings: { readonly [name: string]: string | number | boolean } = {}) =>
      production
        .connect(
          production.context(settings, () =>
            Promise.resolve({ username: production.access.provisioner.username, password }),
          ),
        )
        .then((connection) => connection.inventory({ slug: 'globex-inc', id: globex.id }, signal));
    const right = (): string => production.access.provisioner.password;

    test('a wrong password, which no message repeats', async () => {
      const message = await refusal(platform('not-the-password'));
      expect(message).toBe(
        `PostgreSQL at 127.0.0.1:${production.access.port}: the login was refused: the password is wrong or there is no such login (28P01)`,
      );
    });

    test('a database that is not there', async () => {
      expect(await refusal(platform(right(), { database: 'nowhere' }))).toContain('it has no such database (3D000)');
    });

    test('a server without TLS where TLS is asked for', async () => {
      expect(await refusal(platform(right(), { tls: true }))).toContain('it has no TLS, which `lookup.tls` asks for');
    });

    test('a server that is not there', async () => {
      const error = await platform(right(), { port: 1 }).catch((reason: unknown) => reason);
      expect(error).toMatchObject({
        message: 'PostgreSQL at 127.0.0.1:1: nothing listens there (08001)',
        retryable: true,
      });
    });

    test('a server that does not answer', async () => {
      const silent = createServer(() => undefined);
      await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready));
      const { port } = silent.address() as { readonly port: number };
      const message = await refusal(platform(right(), { port }));
      expect(message).toBe(`PostgreSQL at 127.0.0.1:${port}: it did not answer within 10 s (08006)`);
      silent.close();
    });

    test('a platform login that may not make roles', async () => {
      await production.beside(`CREATE ROLE tenant_nobody LOGIN PASSWORD 'weak'`);
      const context = production.context({}, () => Promise.resolve({ username: 'tenant_nobody', password: 'weak' }));
      const work = production
        .connect(context)
        .then((connection) => connection.inventory({ slug: 'globex-inc', id: globex.id }, signal));
      expect(await refusal(work)).toBe(
        "the platform's login lacks CREATEROLE, to make the roles of tenants and CREATE on the database akili, to make schemas",
      );
    });

    test('a tenant login that passes row security by', async () => {
      await production.apply(production.lower([globex], [summary]), [globex]);
      await production.beside('ALTER ROLE tenant_globex_inc__deployer BYPASSRLS');
      const connection = await production.connect();
      expect(await refusal(connection.session({ slug: 'globex-inc', id: globex.id }, 'tenant'))).toContain(
        'must be neither superuser nor BYPASSRLS',
      );
    });
  });

  test('a server that dies in the middle: a clear error, nothing half done, and the rest follows', async () => {
    const desired = production.lower([globex], [summary]);
    const tenants = [
      { slug: 'platform', id: '00000000-0000-0000-0000-000000000000' },
      { slug: 'globex-inc', id: globex.id },
    ];
    const connection = await production.connect();
    const steps = stepsBetween(driver, desired, await observe(connection, tenants), tenants);
    for (const step of steps.slice(0, 3)) await runStep(connection, step);
    await production.access.kill();
    const error = await runStep(connection, steps[3]!).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({ retryable: true });
    await production.access.resume();
    for (const step of steps.slice(3)) await runStep(connection, step);
    expect(stepsBetween(driver, desired, await observe(connection, tenants), tenants)).toEqual([]);
  });
});
