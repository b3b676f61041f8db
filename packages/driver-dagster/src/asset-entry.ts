import {
  catalogName,
  digestOf,
  digestOfText,
  lookupSchema,
  lookupTable,
  rawNamespace,
  rawTable,
  tenantColumn,
  tenantRole,
  topicNames,
} from '@akili/model';
import type { CompiledInput, CompiledProduct, CompiledTenant, EmittedSql, Json } from '@akili/model';
import { auditSql, type AnalyticsDialect } from './audit-sql.ts';
import { freshnessOf } from './freshness.ts';
import { assetTags, podConfig, runTags } from './run-tags.ts';

/** A JSON object of the manifest. */
export type JsonObject = { readonly [key: string]: Json };

/** What an entry takes from the environment and from the other products of the tenant. */
export interface EntryContext {
  readonly dialect: AnalyticsDialect;
  readonly productNamed: (name: string) => CompiledProduct | undefined;
}

/** All that Dagster needs to know of one product and to run it, with the digest over it that is read back. */
export function assetEntry(tenant: CompiledTenant, product: CompiledProduct, context: EntryContext): JsonObject {
  const { namespace, name, compute } = product;
  const table = [catalogName(tenant.slug), namespace, name];
  // No name holds two underscores, so nothing that is declared is called so.
  const staging = [catalogName(tenant.slug), namespace, `${name}__staging`];
  const entry = {
    key: assetKey(product),
    namespace,
    name,
    version: product.version,
    description: product.description,
    group: namespace,
    owners: ownersOf(product),
    kinds: [context.dialect, 'sql'],
    tags: assetTags(product),
    steward: product.governance.steward ?? null,
    compliance: product.governance.compliance,
    dependencies: upstream(product, context).map(assetKey),
    inputs: product.inputs.filter(({ kind }) => kind === 'source').map((input) => inputEntry(product, input)),
    transform: transformEntry(product.sql[context.dialect]),
    output: { table, staging, columns: columnsOf(product.columns), key: product.key },
    checks: product.checks.map((check) => ({
      name: check.name,
      severity: check.severity,
      threshold: check.threshold,
      description: check.description ?? null,
      ...checkSql(check.sql[context.dialect], table, staging, context.dialect),
    })),
    lookup: lookupEntry(tenant, product),
    topics: topicNames(tenant.slug, name),
    schedule: compute.schedule === undefined ? null : { name: `${namespace}__${name}`, cron: compute.schedule },
    runTags: runTags(product),
    pod: podConfig(product),
    freshness: freshnessOf(compute.schedule),
  };
  return { ...entry, digest: digestOf(entry) };
}

/** The products whose tables a product reads, each once, in the order of its inputs. */
export function upstream(product: CompiledProduct, { productNamed }: EntryContext): readonly CompiledProduct[] {
  const found = product.inputs.flatMap((input) =>
    input.product === undefined ? [] : (productNamed(input.product) ?? []),
  );
  return [...new Set(found)];
}

/** Asset keys are global in Dagster, hence the tenant first. */
export function assetKey(product: CompiledProduct): readonly string[] {
  return [product.tenant, product.namespace, product.name];
}

/** Dagster takes an e-mail or `team:name`; another form of owner is told in the description of the product alone. */
function ownersOf({ owner }: CompiledProduct): readonly string[] {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(owner)) return [owner];
  return /^[A-Za-z0-9_-]+$/.test(owner) ? [`team:${owner}`] : [];
}

function inputEntry(product: CompiledProduct, input: CompiledInput): JsonObject {
  const { tenant, namespace, name, compute } = product;
  const table = rawTable(name, input.name);
  return {
    key: [tenant, rawNamespace(namespace), table],
    name: input.name,
    table: [catalogName(tenant), rawNamespace(namespace), table],
    connection: input.connection ?? null,
    resource: input.resource ?? null,
    strategy: input.strategy ?? null,
    cursor: input.cursorField ?? null,
    columns: columnsOf(input.columns),
    primaryKey: input.key,
    // What is due together with the product is loaded by the product's own run, right before it.
    schedule:
      input.schedule === undefined || input.schedule === compute.schedule
        ? null
        : { name: `${rawNamespace(namespace)}__${table}`, cron: input.schedule },
  };
}

function columnsOf(columns: CompiledProduct['columns']): Json {
  return columns.map(({ name, type, nullable }) => ({ name, type, nullable }));
}

function transformEntry(sql: EmittedSql | undefined): JsonObject {
  if (typeof sql !== 'string') return { sql: null, sha256: null, refused: sql?.message ?? 'it was not compiled' };
  return { sql, sha256: digestOfText(sql), refused: null };
}

function checkSql(
  sql: EmittedSql | undefined,
  table: readonly string[],
  staging: readonly string[],
  dialect: AnalyticsDialect,
): JsonObject {
  if (typeof sql !== 'string') return { sql: null, auditSql: null };
  return { sql, auditSql: auditSql(sql, table, staging, dialect) };
}

/** Where point reads are answered: written as the owner, for this tenant's id and no other. */
function lookupEntry(tenant: CompiledTenant, product: CompiledProduct): Json {
  const mode = product.serving.find(({ intent, engine }) => intent === 'lookup' && engine === 'postgresql');
  if (mode === undefined) return null;
  return {
    schema: lookupSchema(tenant, product.namespace),
    table: lookupTable(tenant, product.name),
    owner: tenantRole(tenant, 'owner'),
    tenantColumn,
    key: product.key,
  };
}
