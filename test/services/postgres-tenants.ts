import { randomBytes } from 'node:crypto';
import { openServer, quoteIdentifier, type Database } from '@akili/client-postgres';
import { postgresDriver, type LookupSession } from '@akili/driver-postgres';
import {
  loginSlotOf,
  type Driver,
  type DriverContext,
  type EngineConnection,
  type LoginCredential,
  type LowerInput,
  type Resource,
} from '@akili/resource';
import { tenantRole, type CompiledProduct, type CompiledTenant } from '@akili/model';
import {
  acmeCorp,
  column,
  embeddedContext,
  globexInc,
  lowerInput,
  product,
  stepsBetween,
  observe,
  runStep,
  weeklySummary,
} from '@akili/testkit';
import type { PostgresAccess } from './postgres.ts';

/** Globex with a lookup product, and Acme with one of the same name. */
export const globex: CompiledTenant = { ...globexInc, teams: ['compliance'], quotas: { connections: 5 } };
export const acme: CompiledTenant = acmeCorp;
export const summary: CompiledProduct = {
  ...weeklySummary,
  columns: [column('week_start', 'timestamp'), column('net_flow', 'decimal(18,2)'), column('note', 'varchar')],
  key: ['week_start'],
  governance: { ...weeklySummary.governance, access: [{ team: 'compliance', role: 'viewer' }] },
};
export const revenue: CompiledProduct = {
  ...summary,
  ...product('acme-corp', 'finance', 'weekly_transaction_summary'),
  columns: summary.columns,
  key: summary.key,
  serving: summary.serving,
};

export const driver: Driver<LookupSession> = postgresDriver();

/** A production environment on this server; secrets are made when they are first asked for, a version at a time. */
export class Production {
  readonly access: PostgresAccess;
  /** The version of each tenant's secret that is in use. */
  readonly inUse = new Map<string, string>();
  readonly #passwords = new Map<string, string>();
  readonly #opened: EngineConnection<LookupSession>[] = [];

  constructor(access: PostgresAccess) {
    this.access = access;
  }

  secret(
    slug: string,
    version = this.inUse.get(slug) ?? '0',
  ): { readonly username: string; readonly password: string } {
    const tenant = [acmeCorp, globexInc].find((one) => one.slug === slug);
    if (tenant === undefined) return this.access.provisioner;
    const key = `${slug} ${version}`;
    const password = this.#passwords.get(key) ?? randomBytes(9).toString('hex');
    this.#passwords.set(key, password);
    const role = loginSlotOf(version) === 'a' ? 'deployer' : 'deployer__b';
    return { username: tenantRole(tenant, role), password };
  }

  context(
    settings: { readonly [name: string]: string | number | boolean } = {},
    secret?: DriverContext['secret'],
  ): DriverContext {
    const base = embeddedContext('/', 'lookup', 'postgres');
    const { host, port, database } = this.access;
    return {
      ...base,
      environment: { ...base.environment, name: 'production', embedded: false },
      binding: {
        ...base.binding,
        settings: { host, port, database, ...settings },
        credentials: 'env:AKILI_PLATFORM__LOOKUP',
      },
      secret: secret ?? ((slug, _reference, version) => Promise.resolve(this.secret(slug, version))),
    };
  }

  lower(
    tenants: readonly CompiledTenant[],
    products: readonly CompiledProduct[],
    logins?: { readonly [slug: string]: LoginCredential },
    state: LowerInput['environment']['state']['store'] = 'directory',
  ): readonly Resource[] {
    const input = lowerInput(tenants, products);
    const environment = { ...input.environment, embedded: false, state: { store: state } };
    return driver.lower({ ...input, environment, ...(logins === undefined ? {} : { logins }) });
  }

  async connect(context = this.context()): Promise<EngineConnection<LookupSession>> {
    const connection = await driver.connect(context);
    this.#opened.push(connection);
    return connection;
  }

  /** Applies what is wanted of these tenants, and says which steps that took. */
  async apply(
    desired: readonly Resource[],
    tenants: readonly CompiledTenant[] = [acme, globex],
    context = this.context(),
  ): Promise<readonly string[]> {
    const connection = await driver.connect(context);
    const identities = [
      ...(desired.some(({ tenant }) => tenant.slug === 'platform')
        ? [{ slug: 'platform', id: '00000000-0000-0000-0000-000000000000' }]
        : []),
      ...tenants.map(({ slug, id }) => ({ slug, id })),
    ];
    try {
      const steps = stepsBetween(driver, desired, await observe(connection, identities), identities);
      for (const step of steps) await runStep(connection, step);
      return steps.map(({ step }) => `${step.credential} ${step.risk}: ${step.summary}`);
    } finally {
      await connection.close();
    }
  }

  /** A login of its own in the environment's database. */
  async login(user: { readonly username: string; readonly password: string }): Promise<Database> {
    const { host, port, database } = this.access;
    return await openServer({ host, port, database, user: user.username, password: user.password, tls: false });
  }

  /** Statements of the superuser in the environment's database. */
  async beside(...statements: readonly string[]): Promise<readonly { readonly [column: string]: unknown }[]> {
    const database = await this.login(this.access.superuser);
    try {
      let rows: readonly { readonly [column: string]: unknown }[] = [];
      await database.transaction(undefined, async (transaction) => {
        for (const statement of statements) rows = await transaction.query(statement);
      });
      return rows;
    } finally {
      await database.close();
    }
  }

  /** Does this with every statement logged, and gives the lines that the server wrote meanwhile. */
  async logged(work: () => Promise<unknown>): Promise<readonly string[]> {
    const database = await this.login(this.access.superuser);
    const log = async (): Promise<readonly string[]> => {
      const [row] = await database.transaction(undefined, (transaction) =>
        transaction.query<{ text: string }>(
          `SELECT pg_read_file(current_setting('data_directory') || '/../server.log') AS text`,
        ),
      );
      return (row?.text ?? '').split('\n');
    };
    const name = quoteIdentifier(this.access.database);
    try {
      await database.alone(undefined, [`ALTER DATABASE ${name} SET log_statement = 'all'`]);
      const before = (await log()).length;
      await work();
      return (await log()).slice(before - 1);
    } finally {
      await database.alone(undefined, [`ALTER DATABASE ${name} RESET log_statement`]);
      await database.close();
    }
  }

  /** Removes what tests made, so that the next begins with an empty server. */
  async clean(): Promise<void> {
    for (const connection of this.#opened.splice(0)) await connection.close();
    const schemas = await this.beside(
      `SELECT nspname AS name FROM pg_namespace WHERE nspname ~ '^tenant_' OR nspname = 'akili'`,
    );
    await this.beside(...schemas.map(({ name }) => `DROP SCHEMA ${quoteIdentifier(name as string)} CASCADE`));
    const roles = await this.beside(`SELECT rolname AS name FROM pg_roles WHERE rolname ~ '^tenant_'`);
    await this.beside(
      ...roles.flatMap(({ name }) => [
        `DROP OWNED BY ${quoteIdentifier(name as string)} CASCADE`,
        `DROP ROLE ${quoteIdentifier(name as string)}`,
      ]),
    );
  }
}
