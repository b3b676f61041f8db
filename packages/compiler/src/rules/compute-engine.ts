import { unknownComputeEngine } from '@akili/diagnostics';
import { subjectOf, type Rule } from '../rule.ts';

/** What may stand as `engine` in compute.yaml; the environment decides which driver stands behind it. */
const computeEngines: readonly string[] = ['dagster'];

/** A product is run by an engine that we drive. */
export const computeEngineRule: Rule = {
  name: 'compute-engine',
  product(product) {
    const compute = product.compute;
    if (compute === undefined || computeEngines.includes(compute.engine)) return [];
    const place = { file: compute.file, path: ['compute', 'engine'] };
    return [unknownComputeEngine.at(place, { engine: compute.engine, known: computeEngines }, subjectOf(product))];
  },
};
