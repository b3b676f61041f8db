import {
  lineageGraph,
  locateAndSort,
  productNodeId,
  traceLineage,
  type LineageDirection,
  type LineageProduct,
} from '@akili/compiler';
import { exitCodes, type Diagnostic, type Finding } from '@akili/diagnostics';
import { readWorkingTree } from '@akili/repo';
import type { Answer } from './answer.ts';
import { compileOptions } from './compile-options.ts';
import { compileEach, sourcesOf } from './compile-repository.ts';
import { startsOf, unknownProducts, wantedOf } from './lineage-starts.ts';
import type { OperationHost } from './operation-host.ts';
import { repositoryExitCode } from './repository-exit-code.ts';
import type { Selection } from './selection.ts';
import { summarise } from './summarise.ts';

/** What lineage is asked for. */
export interface LineageQuestion {
  /** `product` or `product.column`; undefined: every product that is selected. */
  readonly of: string | undefined;
  readonly directions: readonly LineageDirection[];
}

/**
 * Where columns come from and where they go, over everything that the selected tenants have. A name that they do not
 * have is answered in the same words whether or not another tenant has it.
 */
export async function lineage(host: OperationHost, selection: Selection, question: LineageQuestion): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  const sourceOf = sourcesOf(snapshot);
  const products: LineageProduct[] = [];
  // All of a tenant's products: what is made from a column is found in those that were not asked for.
  const options = compileOptions({ ...selection, products: [] });
  const { read, answer } = await compileEach(snapshot, options, (one) => void products.push(slim(one)), host);
  const chosen = read.repository.tenants.filter(
    ({ slug }) => selection.tenants.length === 0 || selection.tenants.includes(slug),
  );
  const known = chosen.flatMap((tenant) => tenant.products);
  const stop = (diagnostics: readonly Diagnostic[]): Answer => ({
    document: {
      kind: 'validation',
      diagnostics,
      summary: summarise(diagnostics, chosen.length, known.length),
    },
    exitCode: repositoryExitCode(diagnostics, selection),
    sourceOf,
  });
  const errors = answer.diagnostics.filter((one) => one.severity === 'error');
  const general = errors.filter((one) => one.tenant === undefined);
  if (general.length > 0) return stop(general);
  const wanted = wantedOf(question.of, selection);
  const unknown = unknownProducts(wanted, new Set(known.map(({ name }) => name)));
  if (unknown.length > 0) return stop(diagnosticsOf(unknown));
  // A product that is there and was not compiled has errors, or reads one that has.
  if (wanted.some(({ product }) => product !== undefined && !products.some((one) => one.name === product))) {
    const owners = new Set(
      known.flatMap(({ tenant, name }) => (wanted.some((one) => one.product === name) ? tenant : [])),
    );
    return stop(errors.filter((one) => one.tenant !== undefined && owners.has(one.tenant)));
  }
  const found = wanted.map((one) => startsOf(one, products));
  const findings = found.flatMap((one) => one.findings);
  if (findings.length > 0) return stop(diagnosticsOf(findings));
  const starts = found.flatMap((one) => one.starts);
  const compiled = new Set(products.map(({ tenant, name }) => productNodeId(tenant, name, null)));
  const leftOut = known.map(({ tenant, name }) => productNodeId(tenant, name, null)).filter((id) => !compiled.has(id));
  const trace = traceLineage(lineageGraph(products), starts, question.directions);
  return { document: { kind: 'lineage', trace, leftOut }, exitCode: exitCodes.ok, sourceOf };
}

function diagnosticsOf(findings: readonly Finding[]): readonly Diagnostic[] {
  return locateAndSort(findings, () => {
    throw new Error('a name of the command line has no place');
  }).diagnostics;
}

/** A product without its texts. */
function slim({ tenant, namespace, name, columns, inputs, lineage: traced }: LineageProduct): LineageProduct {
  return { tenant, namespace, name, columns, inputs, lineage: traced };
}
