import { classificationBelowProduct, classificationBelowSource, type Finding } from '@akili/diagnostics';
import { classifications, type Classification, type Product } from '@akili/model';
import type { AnalysedProduct } from '../analysed-product.ts';
import { hasClassifications, outputSources, type OutputSource } from '../output-sources.ts';
import { within } from '../places.ts';
import { subjectOf, type Rule } from '../rule.ts';
import type { TenantIndex } from '../tenant-index.ts';

const rank = (classification: Classification): number => classifications.indexOf(classification);

/** A product is never less protected than a product it reads, nor than the source columns its values are made of. */
export const classificationRule: Rule = {
  name: 'classification',
  product: (product, index) => againstProducts(product, index),
  analysed: (analysed) =>
    hasClassifications(analysed.inputs) ? [...productAgainstSources(analysed), ...columnsAgainstSources(analysed)] : [],
};

function againstProducts(product: Product, index: TenantIndex): readonly Finding[] {
  const own = product.governance;
  if (own === undefined) return [];
  return index.dependencies(product).flatMap((dependency): readonly Finding[] => {
    const upstream = dependency.product.governance;
    if (upstream === undefined || rank(upstream.classification) <= rank(own.classification)) return [];
    const params = {
      classification: own.classification,
      input: dependency.name,
      upstream: upstream.classification,
    };
    const related = [
      { place: dependency.place, message: 'it is read here' },
      { place: { file: upstream.file, path: ['classification'] }, message: 'its classification' },
    ];
    const place = { file: own.file, path: ['classification'] };
    return [classificationBelowProduct.at(place, params, subjectOf(product), related)];
  });
}

/** One finding for the product, about the most protected column that it uses. */
function productAgainstSources(analysed: AnalysedProduct): readonly Finding[] {
  const { product, columns } = analysed;
  const own = product.governance;
  if (own === undefined) return [];
  let worst: { readonly output: string; readonly source: string; readonly upstream: Classification } | undefined;
  for (const column of columns) {
    for (const source of outputSources(analysed, column.name)) {
      const upstream = source.classification;
      if (upstream === undefined || isToldOfProduct(source, upstream)) continue;
      if (rank(upstream) > rank(worst?.upstream ?? own.classification)) {
        worst = { output: column.name, source: source.name, upstream };
      }
    }
  }
  if (worst === undefined) return [];
  const place = { file: own.file, path: ['classification'] };
  return [classificationBelowSource.at(place, { ...worst, classification: own.classification }, subjectOf(product))];
}

/** True where the product that is read is as protected as its column: then one finding about the product is enough. */
function isToldOfProduct({ input }: OutputSource, classification: Classification): boolean {
  const whole = input.kind === 'product' ? input.product.governance?.classification : undefined;
  return whole !== undefined && rank(classification) <= rank(whole);
}

/** What output.yaml says of a column is not below what the column is made of. */
function columnsAgainstSources(analysed: AnalysedProduct): readonly Finding[] {
  const { product } = analysed;
  return (product.output?.columns ?? []).flatMap((column): readonly Finding[] => {
    const own = column.classification;
    if (own === undefined) return [];
    const above = outputSources(analysed, column.name).find(
      (source) => source.classification !== undefined && rank(source.classification) > rank(own),
    );
    if (above?.classification === undefined) return [];
    const params = { classification: own, output: column.name, source: above.name, upstream: above.classification };
    return [classificationBelowSource.at(within(column.place, 'classification'), params, subjectOf(product))];
  });
}
