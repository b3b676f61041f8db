import {
  catalogName,
  lookupSchema,
  lookupTable,
  productPrefix,
  rawNamespace,
  rawTable,
  topicNames,
} from '@akili/model';
import type { CompiledInput, CompiledProduct, CompiledServing, CompiledTenant, EmittedSql, Json } from '@akili/model';
import type { Body } from './marked-document.ts';

/**
 * All that is needed to run a product: when, with what, reading what, checked how, served where. Plain JSON without
 * secrets; connections are named, and found with their credentials when the run starts.
 */
export type AssetManifest = Body;

/** What the manifest takes from the environment and from the other products of the tenant. */
export interface AssetContext {
  readonly bucket: string;
  /** Dialect of the analytics engine, which runs the transform. */
  readonly target: 'duckdb' | 'starrocks';
  /** The tenant's product of this name, for the asset key of an input. */
  readonly productNamed: (name: string) => CompiledProduct | undefined;
}

export function assetManifest(tenant: CompiledTenant, product: CompiledProduct, context: AssetContext): AssetManifest {
  const { compute, governance } = product;
  return {
    formatVersion: 1,
    key: assetKey(product),
    codeLocation: `akili-${tenant.slug}`,
    tenant: { slug: tenant.slug, id: tenant.id, active: tenant.status === 'active' },
    product: {
      name: product.name,
      namespace: product.namespace,
      version: product.version,
      archetype: product.archetype,
      description: product.description,
      owner: product.owner,
      tags: product.tags,
    },
    engine: compute.engine,
    schedule: compute.schedule ?? null,
    timezone: 'UTC',
    timeoutSeconds: compute.timeout ?? null,
    retries: compute.retries,
    resources: { cpuMillis: compute.cpuMillis ?? null, memoryBytes: compute.memoryBytes ?? null },
    tags: compute.tags,
    dependencies: upstream(product, context).map(assetKey),
    inputs: product.inputs.map((input) => inputOf(product, input, context)),
    transform: { target: context.target, sql: plainSql(product.sql[context.target]) },
    output: {
      relation: [catalogName(tenant.slug), product.namespace, product.name],
      columns: product.columns.map((column) => ({ ...column })),
      key: product.key,
      keyOrigin: product.keyOrigin,
    },
    checks: product.checks.map((check) => ({
      name: check.name,
      severity: check.severity,
      threshold: check.threshold,
      description: check.description ?? null,
      sql: Object.fromEntries(Object.entries(check.sql).map(([target, sql]) => [target, plainSql(sql)])),
    })),
    serving: product.serving.map((mode) => servingOf(tenant, product, mode)),
    objects: { bucket: context.bucket, prefix: productPrefix(tenant.id, product.name) },
    events: { ...topicNames(tenant.slug, product.name) },
    governance: {
      classification: governance.classification,
      access: governance.access.map(({ team, role }) => ({ team, role })),
      steward: governance.steward ?? null,
      compliance: governance.compliance,
    },
  };
}

/** The products whose tables a product reads, each once, in the order of its inputs. */
export function upstream(product: CompiledProduct, { productNamed }: AssetContext): readonly CompiledProduct[] {
  const found = product.inputs.flatMap((input) =>
    input.product === undefined ? [] : (productNamed(input.product) ?? []),
  );
  return [...new Set(found)];
}

/** Asset keys are global in Dagster, hence the tenant first. */
function assetKey(product: CompiledProduct): readonly string[] {
  return [product.tenant, product.namespace, product.name];
}

function inputOf(product: CompiledProduct, input: CompiledInput, { productNamed }: AssetContext): Json {
  const catalog = catalogName(product.tenant);
  const read = input.product === undefined ? undefined : productNamed(input.product);
  return {
    name: input.name,
    kind: input.kind,
    relation:
      read === undefined
        ? [catalog, rawNamespace(product.namespace), rawTable(product.name, input.name)]
        : [catalog, read.namespace, read.name],
    connection: input.connection ?? null,
    resource: input.resource ?? null,
    strategy: input.strategy ?? null,
    cursorField: input.cursorField ?? null,
    schedule: input.schedule ?? null,
    product: input.product ?? null,
    version: input.version ?? null,
    columns: input.columns.map(({ name, type, nullable }) => ({ name, type, nullable })),
    key: input.key,
  };
}

function servingOf(tenant: CompiledTenant, product: CompiledProduct, mode: CompiledServing): Json {
  const schema = lookupSchema(tenant, product.namespace);
  const view = mode.intent === 'analytics' && mode.materialized;
  return {
    intent: mode.intent,
    engine: mode.engine,
    materialized: mode.materialized,
    relation:
      mode.intent === 'lookup' ? [schema, lookupTable(tenant, product.name)] : view ? [schema, product.name] : null,
    refreshIntervalSeconds: mode.refreshInterval ?? null,
    cacheTtlSeconds: mode.cacheTtl ?? null,
    sortKey: mode.sortKey,
    indexes: mode.indexes,
  };
}

function plainSql(sql: EmittedSql | undefined): Json {
  if (sql === undefined) return null;
  return typeof sql === 'string' ? sql : { refused: sql.refused, message: sql.message };
}
