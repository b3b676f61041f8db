import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as byHand from './production-hands.ts';
import { startProduction, type ProductionWorld } from './production-world.ts';

const globex = 'tenants/globex-inc/products/weekly_transaction_summary';

describe.each(['postgres', 's3'] as const)('stages with their own secrets and no others, state in %s', (state) => {
  let world: ProductionWorld;
  beforeAll(async () => {
    world = await startProduction({ state });
  }, 300_000);
  afterAll(() => world?.stop());

  const tenantStage = (slug: string) =>
    world.akili(['apply', '--yes', '--stage', 'tenant', '--tenant', slug], { env: world.tenantEnv(slug) });

  test('a tenant’s stage before the platform’s says what comes first, and does nothing', async () => {
    const said = await tenantStage('acme-corp');
    expect([said.exit, said.stdout + said.stderr]).toEqual([4, expect.stringContaining('vault:akili/acme-corp/')]);
    expect([...world.servers.vault.secrets.keys()]).toEqual([]);
  });

  test('the platform’s stage, then each tenant’s, leave nothing to do', async () => {
    const platform = await world.akili(['apply', '--yes', '--stage', 'platform']);
    expect([platform.exit, platform.stderr.match(/error|failed/)]).toEqual([0, null]);
    for (const slug of ['acme-corp', 'globex-inc']) {
      const said = await tenantStage(slug);
      expect([slug, said.exit, said.stdout.slice(-2000)]).toEqual([slug, 0, expect.any(String)]);
    }
    expect((await world.akili(['plan', '--exit-code'])).stdout).toMatch(/No changes/);
  });

  test('a tenant’s stage sees its own changes, and no secret of anybody else', async () => {
    world.edit(
      `${globex}/transform.sql`,
      '  COUNT(*) AS transaction_count,',
      '  COUNT(*) AS transaction_count,\n  MAX(t.amount) AS largest,',
    );
    const before = world.servers.vault.requests.length;
    const said = await tenantStage('globex-inc');
    expect(said.exit).toBe(0);
    const asked = world.servers.vault.requests.slice(before).filter((request) => !request.includes('/globex-inc/'));
    expect(asked).toEqual([]);
    expect((await world.akili(['plan', '--exit-code'])).stdout).toMatch(/No changes/);
  });

  test('a state that was lost costs a refresh and nothing else', async () => {
    if (state === 'postgres') await byHand.onPostgres(world.servers, 'TRUNCATE akili.state');
    else await byHand.deleteObjects(world.servers, 'akili-state/');
    const said = await world.akili(['apply', '--yes']);
    expect([said.exit, said.stdout.match(/^ {2}(?:-|\+|-\/\+) .*|error .*/gm)]).toEqual([0, null]);
    expect((await world.akili(['plan', '--exit-code'])).stdout).toMatch(/No changes/);
  });
});
