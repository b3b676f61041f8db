import { classificationBelowProduct, classificationBelowSource, type Finding, type Place } from '@akili/diagnostics';
import { classifications, type Classification } from '@akili/model';
import { outputSources } from '../output-sources.ts';
import { subjectOf, type Rule } from '../rule.ts';

const rank = (classification: Classification): number => classifications.indexOf(classification);

/** A product is never less protected than a product it reads, nor than the source columns its values are made of. */
export const classificationRule: Rule = {
  name: 'classification',
  product(product, index) {
    const governance = product.governance;
    if (governance === undefined) return [];
    return index.dependencies(product).flatMap((dependency): readonly Finding[] => {
      const upstream = dependency.product.governance;
      if (upstream === undefined || rank(upstream.classification) <= rank(governance.classification)) return [];
      const params = {
        classification: governance.classification,
        input: dependency.name,
        upstream: upstream.classification,
      };
      const related = [
        { place: dependency.place, message: 'it is read here' },
        { place: { file: upstream.file, path: ['classification'] }, message: 'its classification' },
      ];
      const place = { file: governance.file, path: ['classification'] };
      return [classificationBelowProduct.at(place, params, subjectOf(product), related)];
    });
  },
  analysed(analysed) {
    const { product } = analysed;
    const findings: Finding[] = [];
    let worst: { readonly output: string; readonly source: string; readonly upstream: Classification } | undefined;
    const declared = new Map(product.output?.columns.map((column) => [column.name, column]));
    const report = (own: Classification, output: string, at: Place, source: string, upstream: Classification): void => {
      const params = { classification: own, output, source, upstream };
      findings.push(classificationBelowSource.at(at, params, subjectOf(product)));
    };
    for (const column of analysed.columns) {
      for (const { name, classification } of outputSources(analysed, column.name)) {
        if (classification === undefined) continue;
        const contract = declared.get(column.name);
        if (contract?.classification && rank(contract.classification) < rank(classification)) {
          const place = { ...contract.place, path: [...(contract.place.path ?? []), 'classification'] };
          report(contract.classification, column.name, place, name, classification);
        }
        if (worst === undefined || rank(classification) > rank(worst.upstream)) {
          worst = { output: column.name, source: name, upstream: classification };
        }
      }
    }
    const governance = product.governance;
    if (governance && worst && rank(worst.upstream) > rank(governance.classification)) {
      const place = { file: governance.file, path: ['classification'] };
      report(governance.classification, worst.output, place, worst.source, worst.upstream);
    }
    return findings;
  },
};
