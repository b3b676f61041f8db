import type { Database } from '@akili/client-postgres';
import type { Observed, Resource } from '@akili/resource';
import { acmeCorp, type DriverEnvironment } from '@akili/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applied, driver, inventoryOf } from './testing/applied.ts';
import { engine } from './testing/engines.ts';
import { globex, lowered, revenue, transactions } from './testing/samples.ts';

const tenant = { slug: globex.slug, id: globex.id };
const table = 'tenant_globex_inc__finance.weekly_transaction_summary';

/** What somebody does by hand, and the steps that undo it. */
const interventions: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'a permissive policy for everybody',
    [`CREATE POLICY stray ON ${table} USING (true)`],
    ['security: set row security as declared (policies: - stray)'],
  ],
  [
    'row security switched off and no longer forced',
    [`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY`],
    ['security: set row security as declared (row security off -> forced)'],
  ],
  [
    'a policy that says something else',
    [`ALTER POLICY akili_read ON ${table} USING (true)`],
    ['security: set row security as declared (policies: ~ akili_read)'],
  ],
  [
    'grants to everybody, to another tenant and on one column',
    [
      `GRANT SELECT ON ${table} TO PUBLIC`,
      `GRANT INSERT ON ${table} TO tenant_acme_corp__reader WITH GRANT OPTION`,
      `GRANT UPDATE (net_flow) ON ${table} TO tenant_globex_inc__reader`,
    ],
    [
      'security: change grants: - SELECT to PUBLIC, - INSERT to another-tenant:739d00abd13d with grant option, - UPDATE (net_flow) to tenant_globex_inc__reader',
    ],
  ],
  [
    'a grant on the schema and default privileges in it',
    [
      'GRANT CREATE ON SCHEMA tenant_globex_inc__finance TO tenant_acme_corp__reader',
      'ALTER DEFAULT PRIVILEGES FOR ROLE tenant_globex_inc__owner IN SCHEMA tenant_globex_inc__finance GRANT SELECT ON TABLES TO PUBLIC',
    ],
    [
      'security: change schema tenant_globex_inc__finance: grants: - CREATE to another-tenant:739d00abd13d; default privileges not declared: SELECT to PUBLIC',
    ],
  ],
  [
    'another tenant made a member of the owner',
    ['GRANT tenant_globex_inc__owner TO tenant_acme_corp__deployer'],
    ['security: change role tenant_globex_inc__owner: foreign members: another-tenant:9200f1999d3f'],
  ],
  [
    'a role that may read everything, log in and be asked for a setting',
    [
      'GRANT pg_read_all_data TO tenant_globex_inc__reader',
      'ALTER ROLE tenant_globex_inc__reader LOGIN CONNECTION LIMIT 3',
      `ALTER ROLE tenant_globex_inc__reader SET statement_timeout = '7s'`,
    ],
    [
      'security: change role tenant_globex_inc__reader: may no longer log in; connection limit 3 -> -1; settings not declared: statement_timeout=7s; member of: - pg_read_all_data',
    ],
  ],
  [
    'a trigger, a constraint and an index',
    [
      `CREATE FUNCTION public.leak() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`,
      `CREATE TRIGGER leak BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION public.leak()`,
      `ALTER TABLE ${table} ADD CONSTRAINT few CHECK (transaction_count < 9)`,
      `CREATE INDEX by_hand ON ${table} (lower(note))`,
      `ALTER TABLE ${table} DROP CONSTRAINT akili_tenant`,
    ],
    [
      'security: drop triggers that are not declared: leak',
      'security: set constraints as declared (+ akili_tenant, - few)',
      'locking: drop index by_hand ()',
    ],
  ],
  [
    'a rule that sees every row that is written',
    [`CREATE RULE leak AS ON INSERT TO ${table} DO ALSO NOTIFY leak`],
    ['security: drop rules that are not declared: leak'],
  ],
  [
    'columns added, dropped and changed',
    [
      `ALTER TABLE ${table} ADD COLUMN extra integer DEFAULT 4, DROP COLUMN note, ALTER COLUMN transaction_count DROP NOT NULL`,
      `ALTER TABLE ${table} ALTER COLUMN tenant_id DROP DEFAULT, ALTER COLUMN counterparty TYPE varchar(9)`,
    ],
    [
      'destructive: drop column extra with its data (no rows)',
      "security: let tenant_id be the tenant's id unless said",
      'safe: add column note text',
      'safe: widen column counterparty character varying(9) -> text',
      'locking: build index weekly_transaction_summary__index_b0ab796c5ca4 (tenant_id, week_start, note) while writers wait (no rows)',
      'locking: refuse null in column transaction_count: reads every row, and fails where one is null (no rows)',
    ],
  ],
  [
    'a comment that no longer says the digest',
    [`COMMENT ON TABLE ${table} IS 'akili:{"tenant":"${globex.id}","digest":"sha256:${'0'.repeat(64)}"}'`],
    [`safe: record what table ${table} was made from`],
  ],
];

describe(`what somebody did by hand is seen and undone, ${engine.name}`, () => {
  let environment: DriverEnvironment;
  let desired: readonly Resource[];
  let clean: unknown;

  beforeAll(async () => {
    environment = await engine.make();
    desired = lowered(globex, transactions);
    await applied(environment, [...lowered(acmeCorp, revenue), ...desired]);
    clean = await inventoryOf(environment, tenant);
  });
  afterAll(() => environment.dispose());

  test.each(interventions)('%s', async (_, statements, steps) => {
    await engine.beside(environment, (database) => all(database, statements));
    expect((await applied(environment, desired)).toSorted()).toEqual(steps.toSorted());
    expect(await inventoryOf(environment, tenant)).toEqual(clean);
  });

  test('a function and a sequence in the schema are seen, and nobody touches them', async () => {
    const schema = 'tenant_globex_inc__finance';
    await engine.beside(environment, (database) =>
      all(database, [
        `CREATE FUNCTION ${schema}.spy() RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'`,
        `CREATE SEQUENCE ${schema}.numbers`,
      ]),
    );
    const known = new Set((clean as readonly Observed[]).map(({ address }) => address));
    const found = (await inventoryOf(environment, tenant)).filter(({ address }) => !known.has(address));
    expect(found.map(({ address, mark }) => [address, mark])).toEqual([
      [`globex-inc/lookup.function/${schema}.spy`, undefined],
      [`globex-inc/lookup.sequence/${schema}.numbers`, undefined],
    ]);
    expect(await applied(environment, desired)).toEqual([]);
    await engine.beside(environment, (database) =>
      all(database, [`DROP FUNCTION ${schema}.spy`, `DROP SEQUENCE ${schema}.numbers`]),
    );
  });

  test('a view outside the schemas of the tenant is told as foreign access, and nobody drops it', async () => {
    await engine.beside(environment, (database) =>
      all(database, [`CREATE VIEW public.peek AS SELECT net_flow FROM ${table}`]),
    );
    const there = (await inventoryOf(environment, tenant)).find((one) => one.name === table);
    const wanted = desired.find((one) => one.name === table) as Resource<never>;
    const type = driver.types.find((one) => one.kind === wanted.kind);
    expect(type?.diff(wanted, there)).toMatchObject({
      reason: 'read by public.peek, a view that nobody declared',
      steps: [],
      foreign: true,
    });
    await engine.beside(environment, (database) => all(database, ['DROP VIEW public.peek']));
  });

  test('what took the place of ours is left alone and said', async () => {
    await engine.beside(environment, (database) =>
      all(database, [`DROP TABLE ${table}`, `CREATE VIEW ${table} AS SELECT 1 AS a`]),
    );
    const there = (await inventoryOf(environment, tenant)).find((one) => one.name === table);
    const wanted = desired.find((one) => one.name === table) as Resource<never>;
    const type = driver.types.find((one) => one.kind === wanted.kind);
    expect(type?.diff(wanted, there)).toMatchObject({ reason: 'exists and carries no mark', steps: [] });
    expect(type?.diff(undefined, there)).toBeUndefined();
  });
});

async function all(database: Database, statements: readonly string[]): Promise<void> {
  await database.transaction(undefined, async (transaction) => {
    for (const statement of statements) await transaction.query(statement);
  });
}
