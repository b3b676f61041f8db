import { tenantRole } from '@akili/model';
import { PostgresStore } from '@akili/store';
import { LockedError, type TenantState } from '@akili/resource';
import { describeStateStore } from '@akili/testkit';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { acme, globex, Production, revenue, summary } from './postgres-tenants.ts';
import { postgres } from './postgres.ts';

const refused = await postgres.install();
if (refused !== undefined) process.stderr.write(`${postgres.name} is not tested: ${refused.missing}\n`);
const server = refused === undefined ? await postgres.start() : undefined;
afterAll(() => server?.stop());

const waiting = { timeoutMs: 10_000, signal: new AbortController().signal };
const stateOf = (tenant: { readonly slug: string; readonly id: string }, serial = 1): TenantState => ({
  ...{ formatVersion: 1, environment: 'production', tenant: tenant.slug, tenantId: tenant.id },
  ...{ serial, status: 'active', resources: [] },
});

if (server === undefined) {
  test.skip(`${postgres.name}: ${refused?.missing}`);
} else {
  const production = new Production(server.access);

  describeStateStore('state in PostgreSQL, a server', async () => {
    const stores: PostgresStore[] = [];
    return Promise.resolve({
      open: async () => {
        const database = await production.login(server.access.provisioner);
        const session = () => Promise.resolve({ database, role: undefined });
        const close = () => database.close();
        const store = new PostgresStore({ environment: 'local', session, platform: true, close });
        stores.push(store);
        return store;
      },
      dispose: async () => {
        for (const store of stores) await store.close();
        await production.clean();
      },
    });
  });

  describe('state in PostgreSQL with the logins of tenants', () => {
    afterEach(() => production.clean());

    test("a tenant's login reads and writes its own rows and reads the platform's, and nothing of others", async () => {
      const platformLogin = await production.login(server.access.provisioner);
      const session = () => Promise.resolve({ database: platformLogin, role: undefined });
      const platform = new PostgresStore({ environment: 'production', session, platform: true });
      await production.apply(production.lower([acme, globex], [revenue, summary]));
      for (const tenant of [{ slug: 'platform', id: '00000000-0000-0000-0000-000000000000' }, acme, globex]) {
        const lease = await platform.lease(tenant.slug, waiting);
        await platform.write(stateOf(tenant), lease);
        await platform.append(
          tenant.slug,
          { event: 'begin', run: 'r', planDigest: 'p', tenant: tenant.slug, at: 't' },
          lease,
        );
        await lease.release();
      }
      const database = await production.login(production.secret('globex-inc'));
      const store = new PostgresStore({
        environment: 'production',
        session: () => Promise.resolve({ database, role: tenantRole(globex, 'owner') }),
        platform: false,
        known: ['globex-inc', 'acme-corp'],
      });
      expect(await store.tenants()).toEqual(['globex-inc', 'platform']);
      expect(await store.read('acme-corp')).toBeUndefined();
      expect(await store.journal('acme-corp')).toEqual([]);
      expect((await store.read('platform'))?.serial).toBe(1);
      expect(await store.journal('platform')).toHaveLength(1);
      const lease = await store.lease('globex-inc', waiting);
      await store.write(stateOf(globex, 2), lease);
      await lease.release();
      expect((await platform.read('globex-inc'))?.serial).toBe(2);
      // Neither the other tenant's lease nor the platform's, nor a row under another's name.
      for (const slug of ['acme-corp', 'platform']) await expect(store.lease(slug, waiting)).rejects.toThrow();
      await expect(
        database.transaction(tenantRole(globex, 'owner'), (t) =>
          t.query(`INSERT INTO akili.state VALUES ('production', 'newcomer', '${globex.id}', 1, '{}')`),
        ),
      ).rejects.toMatchObject({ sqlState: '42501' });
      await store.close();
      await platform.close();
      await database.close();
      await platformLogin.close();
      // The tenant goes, and with its role whatever the store had given it.
      await production.apply([], [acme, globex]);
      expect(await production.beside(`SELECT 1 FROM pg_roles WHERE rolname ~ '^tenant_'`)).toEqual([]);
    });

    test('a login whose access was not given yet reads nothing and is told what comes first', async () => {
      await production.apply(production.lower([globex], [summary]), [globex]);
      const database = await production.login(production.secret('globex-inc'));
      const session = () => Promise.resolve({ database, role: tenantRole(globex, 'owner') });
      const store = new PostgresStore({ environment: 'production', session, platform: false, known: ['globex-inc'] });
      expect([await store.read('globex-inc'), await store.tenants()]).toEqual([undefined, []]);
      await expect(store.lease('globex-inc', waiting)).rejects.toThrow("apply the platform's stage first");
      await database.close();
    });

    test('a holder that died is overtaken, and writes nothing any more', async () => {
      const database = await production.login(server.access.provisioner);
      const session = () => Promise.resolve({ database, role: undefined });
      const [first, second] = [1, 2].map(
        () => new PostgresStore({ environment: 'production', session, platform: true }),
      );
      const old = await first!.lease('globex-inc', waiting);
      await production.beside(`UPDATE akili.state_lease SET until = clock_timestamp() - interval '1 second'`);
      const lease = await second!.lease('globex-inc', waiting);
      await expect(first!.write(stateOf(globex), old)).rejects.toThrow(LockedError);
      await second!.write(stateOf(globex), lease);
      await first!.close();
      await second!.close();
      await database.close();
    });
  });
}
