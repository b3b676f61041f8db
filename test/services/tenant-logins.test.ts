import { mkdtempSync, readFileSync, rmSync, writeFileSync, cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openServer } from '@akili/client-postgres';
import { prepareApply } from '@akili/operations/apply';
import { plan } from '@akili/operations/plan';
import { rotate } from '@akili/operations/rotate';
import type { OperationHost, Selection } from '@akili/operations';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postgres, type PostgresAccess } from './postgres.ts';
import type { RunningService } from './service.ts';

const missing = await postgres.install();
const selection: Selection = { environment: 'production', tenants: [], products: [] };
const options = { allowDestroy: [], lockTimeoutMs: 5_000, strictCommit: false };

/** What a secret file of this environment holds. */
interface Login {
  readonly username: string;
  readonly password: string;
  readonly version: string;
}

if (missing !== undefined) test.skip(`logins on PostgreSQL: ${missing.missing}`, () => undefined);
else {
  let server: RunningService<PostgresAccess>;
  let root: string;
  let env: Record<string, string>;
  const host = (): OperationHost => ({
    ...{ root, env, now: () => new Date(), signal: new AbortController().signal },
    progress: () => undefined,
  });
  const secretOf = (slug: string): Login =>
    JSON.parse(readFileSync(join(root, `.akili/secrets/${slug}/lookup.json`), 'utf8')) as Login;
  const logsIn = async ({ username, password }: Login): Promise<boolean> => {
    const { host: name, port, database } = server.access;
    const login = { host: name, port, database, user: username, password, tls: false, connections: 1 };
    try {
      const opened = await openServer(login);
      await opened.transaction(undefined, (transaction) => transaction.query('SELECT 1'));
      await opened.close();
      return true;
    } catch {
      return false;
    }
  };
  const apply = async (stage?: 'platform' | 'tenant'): Promise<readonly unknown[]> => {
    const prepared = await prepareApply(host(), selection, { ...options, ...(stage === undefined ? {} : { stage }) });
    try {
      expect([prepared.answer.exitCode, JSON.stringify(prepared.answer.document)]).toEqual([0, expect.any(String)]);
      const { exitCode, document } = await prepared.run(() => undefined);
      const bad =
        document.kind === 'apply' ? document.report.steps.filter(({ status }) => status === 'failed') : [document];
      return [exitCode, ...bad];
    } finally {
      await prepared.close();
    }
  };
  const changes = async (): Promise<readonly string[]> => {
    const { document } = await plan(host(), selection, { ...options, targets: 'environment' });
    if (document.kind !== 'plan') throw new Error(JSON.stringify(document));
    return document.plan.changes.map(({ address }) => address);
  };

  beforeAll(async () => {
    server = await postgres.start();
    root = mkdtempSync(join(tmpdir(), 'akili-logins-'));
    const repository = fileURLToPath(new URL('../../', import.meta.url));
    for (const folder of ['tenants', 'policies'])
      cpSync(join(repository, folder), join(root, folder), { recursive: true });
    const { host: name, port, database, provisioner } = server.access;
    writeFileSync(
      join(root, 'akili.yaml'),
      `apiVersion: akili/v1
kind: Platform
defaults: { environment: production }
environments:
  production:
    analytics: { driver: duckdb }
    lookup: { driver: postgres, host: ${name}, port: ${port}, database: ${database}, credentials: "env:AKILI_PLATFORM__LOOKUP" }
    objects: { driver: local }
    events: { driver: local }
    compute: { driver: local }
    secrets: { store: file, path: ".akili/secrets/{tenant}" }
`,
    );
    env = { AKILI_PLATFORM__LOOKUP: JSON.stringify(provisioner) };
  }, 120_000);
  afterAll(async () => {
    await server?.stop();
    rmSync(root, { recursive: true, force: true });
  });

  test('logins of new tenants are generated, work, and are shown nowhere', async () => {
    expect(await changes()).toContain('globex-inc/secrets.login/lookup');
    expect(await apply()).toEqual([0]);
    const login = secretOf('globex-inc');
    expect(login).toMatchObject({ username: 'tenant_globex_inc__deployer', version: '1' });
    expect(await logsIn(login)).toBe(true);
    expect(await changes()).toEqual([]);
  }, 120_000);

  test('a tenant’s stage plans with the tenants’ own logins alone', async () => {
    const platform = env;
    env = {};
    const answer = await plan(host(), selection, { ...options, targets: 'environment', stage: 'tenant' });
    env = platform;
    expect(answer.document).toMatchObject({ kind: 'plan', plan: { changes: [] } });
  }, 120_000);

  test('without the platform’s login the other stages say which variable to set, and to what', async () => {
    const platform = env;
    env = {};
    const answer = await plan(host(), selection, { ...options, targets: 'environment' });
    env = platform;
    expect(answer).toMatchObject({ exitCode: 4, document: { diagnostics: [{ code: 'CRD209' }] } });
  }, 120_000);

  test('a rotation leaves no moment in which the secret’s login is refused', async () => {
    const before = secretOf('globex-inc');
    let running = true;
    let refused = 0;
    let tried = 0;
    const watch = (async () => {
      while (running) {
        tried += 1;
        if (!(await logsIn(secretOf('globex-inc')))) refused += 1;
      }
    })();
    const answer = await rotate(host(), selection, { tenant: 'globex-inc', grace: false, lockTimeoutMs: 5_000 });
    running = false;
    await watch;
    expect(answer).toMatchObject({ exitCode: 0, document: { diagnostics: [{ code: 'CRD220' }] } });
    expect([refused, tried > 0]).toEqual([0, true]);
    const after = secretOf('globex-inc');
    expect(after).toMatchObject({ username: 'tenant_globex_inc__deployer__b', version: '2' });
    expect(Object.keys(after)).not.toContain('previous');
    expect([await logsIn(after), await logsIn(before)]).toEqual([true, false]);
    expect(await changes()).toEqual([]);
  }, 120_000);
}
