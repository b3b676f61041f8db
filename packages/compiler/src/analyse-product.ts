import { unknownOutputType, type Finding } from '@akili/diagnostics';
import type { Product } from '@akili/model';
import {
  analyse,
  type AnalysedQuery,
  type QueryScope,
  type RelationSchema,
  type RenderedSql,
  type Trees,
} from '@akili/sql';
import type { AnalysedCheck, AnalysedProduct, ProductColumn, ReadableProduct } from './analysed-product.ts';
import { hasClassifications, mostProtected, outputSources } from './output-sources.ts';
import { productKey } from './product-key.ts';
import { resolveInputs } from './resolve-inputs.ts';
import type { ResolvedInput } from './resolved-input.ts';
import { subjectOf } from './rule.ts';
import type { RenderedTexts, TenantIndex } from './tenant-index.ts';

/** What analysis reads beside the product itself. */
export interface AnalysisInput {
  readonly rendered: RenderedTexts;
  readonly trees: Trees;
  /** Products that were analysed before. */
  readonly analysed: ReadonlyMap<Product, ReadableProduct>;
}

/** A product with its SQL analysed, undefined when its transform could not be; and all that SQL says of it. */
export function analyseProduct(
  product: Product,
  index: TenantIndex,
  input: AnalysisInput,
): { readonly value: AnalysedProduct | undefined; readonly findings: readonly Finding[] } {
  const rendered = product.transform && input.rendered.get(product.transform);
  if (rendered === undefined) return { value: undefined, findings: [] };
  const inputs = resolveInputs(product, index, input.analysed);
  const refs = new Map([...inputs].map(([name, one]) => [name, schemaOf(one)]));
  const transform = analyseText(rendered, { refs, self: undefined, purpose: 'transform' }, product, input.trees);
  const query = transform.value;
  const said = isUnknownForReason(rendered, inputs, index)
    ? transform.findings.filter((finding) => finding.code !== unknownOutputType.code)
    : transform.findings;
  if (query === undefined) return { value: undefined, findings: said };
  const columns = columnsOf(product, query, inputs);
  const key = productKey(product, query);
  const self = { columns, key: key.key };
  const checks: AnalysedCheck[] = [];
  const findings = [...said];
  for (const check of product.checks) {
    const text = input.rendered.get(check.sql);
    if (text === undefined) continue;
    const outcome = analyseText(text, { refs: new Map(), self, purpose: 'check' }, product, input.trees);
    findings.push(...outcome.findings);
    if (outcome.value) checks.push({ check, rendered: text, query: outcome.value });
  }
  return { value: { product, tenant: index.tenant, rendered, query, inputs, columns, ...key, checks }, findings };
}

function analyseText(rendered: RenderedSql, scope: QueryScope, product: Product, trees: Trees) {
  const tree = trees.get(rendered.sql);
  if (tree === undefined) throw new Error(`a text of ${product.folder} was not parsed`);
  return analyse(rendered, tree, scope, subjectOf(product));
}

/** True when a relation is unknown because of an error that is told already: then unknown types follow from it. */
function isUnknownForReason(
  rendered: RenderedSql,
  inputs: ReadonlyMap<string, ResolvedInput>,
  { connections }: TenantIndex,
): boolean {
  return rendered.relations.some(({ name }) => {
    const input = inputs.get(name);
    if (input === undefined) return true;
    if (input.kind === 'product') return input.columns === undefined;
    const connection = connections.get(input.input.connection);
    return connection === undefined || connection.broken === true;
  });
}

function schemaOf(input: ResolvedInput): RelationSchema {
  return { columns: input.columns, key: input.key };
}

/** What the transform gives, with what output.yaml promises beyond it. */
function columnsOf(
  product: Product,
  query: AnalysedQuery,
  inputs: ReadonlyMap<string, ResolvedInput>,
): readonly ProductColumn[] {
  const contract = new Map(product.output?.columns.map((column) => [column.name, column]));
  const classified = hasClassifications(inputs);
  return query.columns.map((output) => {
    const promised = contract.get(output.name);
    const source = classified ? mostProtected(outputSources({ query, inputs }, output.name)) : undefined;
    const classification = promised?.classification ?? source?.classification;
    return {
      name: output.name,
      type: promised?.type ?? output.type,
      nullable: promised?.nullable ?? output.nullable,
      classification,
      ...(source === undefined || source.classification !== classification ? {} : { path: source.path }),
      output,
    };
  });
}
