import type { Location } from '@akili/diagnostics';
import {
  writeType,
  type CompiledCheck,
  type CompiledColumn,
  type CompiledInput,
  type CompiledProduct,
  type CompiledServing,
  type Product,
  type ServingMode,
} from '@akili/model';
import type { AnalysedProduct } from './analysed-product.ts';
import type { EmittedProduct } from './emit-product.ts';
import type { ResolvedColumn, ResolvedInput } from './resolved-input.ts';

/** Puts together what a product is. Called only for products whose manifests and SQL are without errors. */
export function assembleProduct(analysed: AnalysedProduct, emitted: EmittedProduct, origin: Location): CompiledProduct {
  const { product, query } = analysed;
  const checks = analysed.checks.map(({ check }, at): CompiledCheck => ({
    name: check.name,
    severity: check.severity,
    threshold: check.threshold,
    ...(check.description === undefined ? {} : { description: check.description }),
    sql: emitted.checks[at] ?? {},
  }));
  return {
    tenant: product.tenant,
    namespace: product.namespace,
    name: product.name,
    version: product.version,
    archetype: product.archetype,
    description: product.description,
    owner: product.owner,
    tags: product.tags,
    folder: product.folder,
    columns: analysed.columns.map(compileColumn),
    key: analysed.key,
    keyOrigin: analysed.keyOrigin,
    inputs: [...analysed.inputs.values()].map(compileInput),
    sql: emitted.transform,
    checks,
    serving: product.serving.map(compileServing),
    governance: compileGovernance(product),
    compute: compileCompute(product),
    lineage: query.lineage,
    origin,
  };
}

function compileColumn(column: ResolvedColumn): CompiledColumn {
  if (column.type === undefined) throw new Error(`column ${column.name} has no type, and no finding said so`);
  return {
    name: column.name,
    type: writeType(column.type),
    nullable: column.nullable,
    classification: column.classification ?? null,
  };
}

function compileInput(input: ResolvedInput): CompiledInput {
  const columns = (input.columns ?? []).map(compileColumn);
  if (input.kind === 'product') {
    const { product } = input;
    return {
      name: input.name,
      kind: 'product',
      product: product.name,
      version: product.version,
      columns,
      key: input.key,
    };
  }
  const { connection, resource, strategy, cursorField, schedule } = input.input;
  return {
    name: input.name,
    kind: 'source',
    connection,
    resource,
    strategy,
    ...(cursorField === undefined ? {} : { cursorField }),
    ...(schedule === undefined ? {} : { schedule }),
    columns,
    key: input.key,
  };
}

function compileServing(mode: ServingMode): CompiledServing {
  return {
    intent: mode.intent,
    engine: mode.engine,
    materialized: mode.materialized,
    ...(mode.refreshInterval === undefined ? {} : { refreshInterval: mode.refreshInterval }),
    ...(mode.cacheTtl === undefined ? {} : { cacheTtl: mode.cacheTtl }),
    sortKey: mode.indexes.find((index) => index.type === 'sort_key')?.columns ?? [],
    indexes: mode.indexes.filter((index) => index.type !== 'sort_key').map((index) => index.columns),
  };
}

function compileGovernance({ governance, folder }: Product): CompiledProduct['governance'] {
  if (governance === undefined) throw new Error(`${folder} has no governance, and no finding said so`);
  return {
    classification: governance.classification,
    access: governance.access.map(({ team, role }) => ({ team, role })),
    ...(governance.steward === undefined ? {} : { steward: governance.steward }),
    compliance: governance.compliance,
  };
}

function compileCompute({ compute, folder }: Product): CompiledProduct['compute'] {
  if (compute === undefined) throw new Error(`${folder} has no compute, and no finding said so`);
  return {
    engine: compute.engine,
    ...(compute.schedule === undefined ? {} : { schedule: compute.schedule }),
    ...(compute.cpuMillis === undefined ? {} : { cpuMillis: compute.cpuMillis }),
    ...(compute.memoryBytes === undefined ? {} : { memoryBytes: compute.memoryBytes }),
    ...(compute.timeout === undefined ? {} : { timeout: compute.timeout }),
    retries: compute.retries,
    tags: compute.tags,
  };
}
