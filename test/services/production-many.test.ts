import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCountingProxy, type CountingProxy } from './ceph/counting-proxy.ts';
import * as byHand from './production-hands.ts';
import { look } from './production-view.ts';
import { startProduction, type ProductionWorld } from './production-world.ts';

const counted = [`shared_preload_libraries = 'pg_stat_statements'`, 'pg_stat_statements.max = 10000'];

/** What the platform's login asked of PostgreSQL, without the words that open and close a transaction. */
async function questions(world: ProductionWorld): Promise<ReadonlyMap<string, number>> {
  const rows = await byHand.askPostgres<{ readonly query: string; readonly calls: number }>(
    world.servers,
    `SELECT s.query, s.calls::int AS calls FROM public.pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid
     WHERE r.rolname = 'akili_provisioner' AND s.query !~ '^(BEGIN|COMMIT|SET )'`,
  );
  return new Map(rows.map(({ query, calls }) => [query, calls]));
}

/** A hundred tenants take five minutes: with `AKILI_HEAVY=1`. */
const sizes = [
  { tenants: 10, products: 20, kafka: true as const },
  ...(process.env['AKILI_HEAVY'] === '1' ? [{ tenants: 100, products: 1000, kafka: false as const }] : []),
];

describe.each(sizes)('$tenants tenants with $products products', ({ tenants, products, kafka }) => {
  let world: ProductionWorld;
  let proxy: CountingProxy | undefined;
  beforeAll(async () => {
    world = await startProduction({
      ...{ made: { tenants, products }, postgres: counted },
      ...(kafka ? {} : { kafka }),
    });
    await byHand.onPostgres(world.servers, 'CREATE EXTENSION pg_stat_statements SCHEMA public');
    const { ceph } = world.servers;
    if (ceph === undefined) return;
    proxy = await startCountingProxy(ceph.endpoint);
    world.write('akili.yaml', world.akiliYaml().replaceAll(ceph.endpoint, proxy.endpoint));
  }, 300_000);
  afterAll(async () => {
    await proxy?.close();
    await world?.stop();
  });

  test('are applied from nothing at once', async () => {
    const said = await world.akili(['apply', '--yes', '--quiet']);
    expect([said.exit, said.stdout.slice(-1000), said.stderr]).toEqual([0, expect.any(String), expect.any(String)]);
  }, 900_000);

  test('a plan asks each engine at most three things a tenant, however many products there are', async () => {
    await byHand.onPostgres(world.servers, 'SELECT public.pg_stat_statements_reset()');
    proxy?.requests.splice(0);
    expect(await look(world, ['plan', '--exit-code'])).toMatchObject({ exit: 0, changes: [] });
    const asked = [...(await questions(world)).values()];
    // One look a tenant and one at what belongs to none; the others are of the connection and of the state as a whole.
    expect(asked.filter((calls) => calls > 4)).toEqual([tenants]);
    if (proxy === undefined) return;
    const shared = ['policy', 'lifecycle', 'tagging', 'acl'];
    const own = proxy.requests.filter((request) => !shared.some((part) => request.includes(`?${part}`)));
    expect([own.length, proxy.requests.length - own.length]).toEqual([3 * tenants, shared.length]);
  }, 300_000);
});
