import { classificationBelowProduct, classificationBelowSource, type Finding, type Place } from '@akili/diagnostics';
import { classifications, type Classification } from '@akili/model';
import type { AnalysedProduct, ProductColumn } from '../analysed-product.ts';
import { hasClassifications, mostProtected, outputSources, type OutputSource } from '../output-sources.ts';
import { within } from '../places.ts';
import { subjectOf, type Rule } from '../rule.ts';
import type { TenantIndex } from '../tenant-index.ts';

const rank = (classification: Classification): number => classifications.indexOf(classification);

/** A product is never less protected than the products and the source columns that its values are made of. */
export const classificationRule: Rule = {
  name: 'classification',
  analysed: (analysed, index) =>
    hasClassifications(analysed.inputs)
      ? [...againstProducts(analysed, index), ...productAgainstSources(analysed), ...columnsAgainstSources(analysed)]
      : [],
};

/** An output column, and the most protected column that it is made of. */
interface Exposure {
  readonly column: ProductColumn;
  readonly source: OutputSource;
}

/**
 * One finding for each product that is read, about the most protected of its columns that values come from. What only
 * filters, joins or groups, and columns that are less protected than their product, say nothing.
 */
function againstProducts(analysed: AnalysedProduct, index: TenantIndex): readonly Finding[] {
  const { product, rendered } = analysed;
  const own = product.governance;
  if (own === undefined) return [];
  return index.dependencies(product).flatMap((dependency): readonly Finding[] => {
    const upstream = dependency.product.governance;
    if (upstream === undefined || rank(upstream.classification) <= rank(own.classification)) return [];
    const isOf = ({ input }: OutputSource): boolean => input.kind === 'product' && input.product === dependency.product;
    const worst = mostExposed(analysed, own.classification, (source) => isOf(source) && isToldOfProduct(source));
    if (worst === undefined) return [];
    const { column, source } = worst;
    const params = {
      classification: own.classification,
      input: dependency.name,
      upstream: source.classification as Classification,
      path: [...source.path, column.name],
    };
    const related = [
      { place: dependency.place, message: 'it is read here' },
      { place: { file: upstream.file, path: ['classification'] }, message: 'its classification' },
      { place: rendered.placeOf(column.output.start, column.output.end), message: 'the output' },
    ];
    const place = { file: own.file, path: ['classification'] };
    return [classificationBelowProduct.at(place, params, subjectOf(product), related)];
  });
}

/** The output with the most protected source above `limit`, the first of equals; undefined where none is above it. */
function mostExposed(
  analysed: AnalysedProduct,
  limit: Classification,
  counts: (source: OutputSource) => boolean,
): Exposure | undefined {
  let worst: Exposure | undefined;
  for (const column of analysed.columns) {
    const source = mostProtected(outputSources(analysed, column.name).filter(counts));
    if (source !== undefined && isAbove(source, worst?.source.classification ?? limit)) worst = { column, source };
  }
  return worst;
}

/** One finding for the product, about the most protected column that its values come from. */
function productAgainstSources(analysed: AnalysedProduct): readonly Finding[] {
  const own = analysed.product.governance;
  if (own === undefined) return [];
  const worst = mostExposed(analysed, own.classification, (source) => !isToldOfProduct(source));
  if (worst === undefined) return [];
  const place = { file: own.file, path: ['classification'] };
  return [belowSource(analysed, place, own.classification, worst.column, worst.source)];
}

function isAbove({ classification }: OutputSource, other: Classification): boolean {
  return classification !== undefined && rank(classification) > rank(other);
}

/** True where the product that is read is as protected as its column: then one finding about the product is enough. */
function isToldOfProduct({ input, classification }: OutputSource): boolean {
  const whole = input.kind === 'product' ? input.product.governance?.classification : undefined;
  return whole !== undefined && classification !== undefined && rank(classification) <= rank(whole);
}

/** What output.yaml says of a column is not below what the column's values come from. */
function columnsAgainstSources(analysed: AnalysedProduct): readonly Finding[] {
  return (analysed.product.output?.columns ?? []).flatMap((promised): readonly Finding[] => {
    const own = promised.classification;
    const source = mostProtected(outputSources(analysed, promised.name));
    const column = analysed.columns.find((one) => one.name === promised.name);
    if (own === undefined || source === undefined || column === undefined || !isAbove(source, own)) return [];
    return [belowSource(analysed, within(promised.place, 'classification'), own, column, source)];
  });
}

function belowSource(
  { product, rendered }: AnalysedProduct,
  place: Place,
  classification: Classification,
  column: ProductColumn,
  source: OutputSource,
): Finding {
  const { path, use, masked } = source;
  const params = {
    classification,
    output: column.name,
    path,
    upstream: source.classification as Classification,
    aggregated: use === 'aggregate',
    masked,
  };
  const related = [{ place: rendered.placeOf(column.output.start, column.output.end), message: 'the output' }];
  return classificationBelowSource.at(place, params, subjectOf(product), related);
}
