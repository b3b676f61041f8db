import { classifications, type Classification } from '@akili/model';
import type { AnalysedProduct } from './analysed-product.ts';
import type { ResolvedInput } from './resolved-input.ts';

/** An input column whose value is part of an output. */
export interface OutputSource {
  /** `input.column`, as the transform knows it. */
  readonly name: string;
  readonly classification: Classification | undefined;
  readonly input: ResolvedInput;
}

/** The input columns that an output's value is made of; what only filters, joins or groups rows is not among them. */
export function outputSources(
  { query, inputs }: Pick<AnalysedProduct, 'query' | 'inputs'>,
  output: string,
): readonly OutputSource[] {
  const sources = Object.hasOwn(query.lineage.columns, output) ? query.lineage.columns[output] : undefined;
  return (sources ?? []).flatMap((source) => {
    if (source.use !== 'value' && source.use !== 'aggregate') return [];
    const input = inputs.get(source.input);
    const column = input?.columns?.find((one) => one.name === source.column);
    if (input === undefined || column === undefined) return [];
    return [{ name: `${source.input}.${source.column}`, classification: column.classification, input }];
  });
}

/** True when something is known of how sensitive the inputs are; mostly nothing is, and then nothing follows. */
export function hasClassifications(inputs: AnalysedProduct['inputs']): boolean {
  for (const input of inputs.values()) {
    if (input.columns?.some((column) => column.classification !== undefined)) return true;
  }
  return false;
}

/** The highest of the classifications that are known; undefined when none is. */
export function highest(list: readonly (Classification | undefined)[]): Classification | undefined {
  const ranks = list.flatMap((one) => (one === undefined ? [] : [classifications.indexOf(one)]));
  return ranks.length === 0 ? undefined : classifications[Math.max(...ranks)];
}
