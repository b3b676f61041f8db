import { classifications, type Classification } from '@akili/model';
import type { AnalysedProduct } from './analysed-product.ts';
import type { ResolvedInput } from './resolved-input.ts';

/** An input column whose value is part of an output. */
export interface OutputSource {
  /** `input.column`, as the transform knows it. */
  readonly name: string;
  readonly classification: Classification | undefined;
  readonly input: ResolvedInput;
  /** The columns that the value came through, this one last: `orders.amount`, `orders_daily.revenue`. */
  readonly path: readonly string[];
  readonly use: 'value' | 'aggregate';
  /** The function that hides the value, where one does. */
  readonly masked: string | undefined;
}

/** The input columns that an output's value is made of; what only filters, joins or groups rows is not among them. */
export function outputSources(
  { query, inputs }: Pick<AnalysedProduct, 'query' | 'inputs'>,
  output: string,
): readonly OutputSource[] {
  const sources = Object.hasOwn(query.lineage.columns, output) ? query.lineage.columns[output] : undefined;
  return (sources ?? []).flatMap((source) => {
    const { use, masked } = source;
    if (use !== 'value' && use !== 'aggregate') return [];
    const input = inputs.get(source.input);
    const column = input?.columns?.find((one) => one.name === source.column);
    if (input === undefined || column === undefined) return [];
    const { classification } = column;
    const path = [...(column.path ?? []), `${source.input}.${source.column}`];
    return [{ name: `${source.input}.${source.column}`, classification, input, path, use, masked }];
  });
}

/** True when something is known of how sensitive the inputs are; mostly nothing is, and then nothing follows. */
export function hasClassifications(inputs: AnalysedProduct['inputs']): boolean {
  for (const input of inputs.values()) {
    if (input.columns?.some((column) => column.classification !== undefined)) return true;
  }
  return false;
}

/** The source with the highest classification, of equals one that goes through as it is; undefined without any. */
export function mostProtected(sources: readonly OutputSource[]): OutputSource | undefined {
  const weight = (source: OutputSource): number =>
    source.classification === undefined
      ? -1
      : 4 * classifications.indexOf(source.classification) +
        (source.masked === undefined ? 2 : 0) +
        (source.use === 'value' ? 1 : 0);
  const known = sources.filter((source) => source.classification !== undefined);
  return known.reduce<OutputSource | undefined>(
    (most, source) => (most === undefined || weight(source) > weight(most) ? source : most),
    undefined,
  );
}

/** The highest of the classifications that are known; undefined when none is. */
export function highest(list: readonly (Classification | undefined)[]): Classification | undefined {
  const ranks = list.flatMap((one) => (one === undefined ? [] : [classifications.indexOf(one)]));
  return ranks.length === 0 ? undefined : classifications[Math.max(...ranks)];
}
