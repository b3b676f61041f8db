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
import type { Knowledge, ResolvedInput } from './resolved-input.ts';
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
  const isHidden = isUnknownForReason(rendered, inputs);
  const said = isHidden
    ? transform.findings.filter((finding) => finding.code !== unknownOutputType.code)
    : transform.findings;
  if (query === undefined) return { value: undefined, findings: said };
  const columns = columnsOf(product, query, inputs);
  const key = productKey(product, query);
  const known = knowledgeOf(product, query, isHidden);
  const self = { columns, partial: known === 'partly', key: key.key };
  const checks: AnalysedCheck[] = [];
  const findings = [...said];
  for (const check of product.checks) {
    const text = input.rendered.get(check.sql);
    if (text === undefined) continue;
    const outcome = analyseText(text, { refs: new Map(), self, purpose: 'check' }, product, input.trees);
    findings.push(...outcome.findings);
    if (outcome.value) checks.push({ check, rendered: text, query: outcome.value });
  }
  return {
    value: { product, tenant: index.tenant, rendered, query, inputs, columns, known, ...key, checks },
    findings,
  };
}

function analyseText(rendered: RenderedSql, scope: QueryScope, product: Product, trees: Trees) {
  const tree = trees.get(rendered.sql);
  if (tree === undefined) throw new Error(`a text of ${product.folder} was not parsed`);
  return analyse(rendered, tree, scope, subjectOf(product));
}

/** True when a relation is not wholly known because of an error that is told already: then unknown types follow from it. */
function isUnknownForReason(rendered: RenderedSql, inputs: ReadonlyMap<string, ResolvedInput>): boolean {
  return rendered.relations.some(({ name }) => inputs.get(name)?.known !== 'whole');
}

/** How well others know what a product gives. */
function knowledgeOf(product: Product, query: AnalysedQuery, isHidden: boolean): Knowledge {
  if (isHidden && query.partial) return 'partly';
  return isHidden || product.broken?.includes('output') ? 'untyped' : 'whole';
}

function schemaOf(input: ResolvedInput): RelationSchema {
  return { columns: input.columns, partial: input.known === 'partly', key: input.key };
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
