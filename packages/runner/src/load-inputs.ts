import { inputNotLoaded, type Finding } from '@akili/diagnostics';
import { SourceError } from '@akili/connectors';
import type { TenantInstance } from '@akili/client-duckdb';
import { readType } from '@akili/model';
import type { CompiledInput, CompiledProduct, InputLoad, RunRecord } from '@akili/model';
import { EngineError } from '@akili/resource';
import { join } from 'node:path';
import { findFixture, readFixture, type Fixture } from './fixture.ts';
import { loadInput, rawTableName, type ReadRows } from './load-input.ts';
import { planLoad, type LoadPlan, type Origin } from './load-plan.ts';
import type { RunWorld } from './run-world.ts';

/** An input that could not be loaded. */
export class LoadError extends Error {
  readonly finding: Finding;
  constructor(finding: Finding) {
    super(finding.message);
    this.name = 'LoadError';
    this.finding = finding;
  }
}

/** Loads a product's raw inputs one after the other; `loaded` is told of each. Throws LoadError at the first that fails. */
export async function loadInputs(
  database: TenantInstance,
  product: CompiledProduct,
  world: RunWorld,
  loaded: (load: InputLoad, definition: string) => void,
): Promise<void> {
  const sources = product.inputs.filter(({ kind }) => kind === 'source');
  if (sources.length === 0) return;
  const records = await world.runs.list(product.tenant, product.name, 1_000);
  for (const input of sources) {
    const about = { name: originWords(input, undefined) };
    try {
      const fixture = world.fixtures ? findFixture(world.root, product.folder, input.name) : undefined;
      about.name = originWords(input, fixture);
      await loadOne(database, { product, input, fixture, records }, world, loaded);
    } catch (error) {
      if (!(error instanceof EngineError) && !(error instanceof SourceError)) throw error;
      world.signal.throwIfAborted();
      const problem = error.message.replace(/\.$/, '');
      const subject = { tenant: product.tenant, product: product.name };
      throw new LoadError(inputNotLoaded.at(undefined, { input: input.name, origin: about.name, problem }, subject));
    }
  }
}

interface Wanted {
  readonly product: CompiledProduct;
  readonly input: CompiledInput;
  readonly fixture: Fixture | undefined;
  readonly records: readonly RunRecord[];
}

async function loadOne(
  database: TenantInstance,
  { product, input, fixture, records }: Wanted,
  world: RunWorld,
  loaded: (load: InputLoad, definition: string) => void,
): Promise<void> {
  const began = world.now().getTime();
  const origin: Origin =
    fixture === undefined ? { from: 'connection', of: input.connection ?? '' } : { from: 'fixture', of: fixture.path };
  const [count] = await database.query(
    `SELECT count(*)::VARCHAR AS n FROM ${rawTableName(product, input)}`,
    world.signal,
  );
  const { fullRefresh } = world;
  const held = Number(count?.['n']);
  const plan = planLoad(input, { origin, cursorType: world.cursorType(input), fullRefresh, held, records });
  const name = `${product.tenant}/${product.name}: loading ${input.name}`;
  world.progress(name);
  const read = fixture === undefined ? fromConnection(input, plan, world) : fromFixture(fixture, product, world);
  const done = await loadInput(database, { product, input }, plan, read, world.signal, (rows) =>
    world.progress(`${name}, ${rows} rows`),
  );
  const load: InputLoad = {
    ...{ name: input.name, ...origin, mode: plan.after === undefined ? 'whole' : 'incremental', ...done },
    ...(plan.note === undefined ? {} : { note: plan.note }),
    durationMs: world.now().getTime() - began,
  };
  loaded(load, plan.definition);
}

function fromFixture(fixture: Fixture, product: CompiledProduct, world: RunWorld): ReadRows {
  const spill = join(world.directory, `fixture-${product.tenant}`);
  return (columns) =>
    readFixture(
      world.root,
      fixture,
      columns.map(({ name }) => name),
      spill,
      world.signal,
    );
}

function fromConnection(input: CompiledInput, { cursor, after }: LoadPlan, world: RunWorld): ReadRows {
  return async function* (columns) {
    const source = await world.openSource(input.connection ?? '');
    try {
      yield* source.read({
        resource: input.resource ?? '',
        columns: columns.map(({ name, type }) => {
          const known = readType(type);
          if (known === undefined) throw new Error(`\`${type}\` is no canonical type`);
          return { name, type: known };
        }),
        ...(cursor === undefined ? {} : { cursor: { field: cursor.field, after } }),
      });
    } finally {
      await source.close();
    }
  };
}

function originWords(input: CompiledInput, fixture: Fixture | undefined): string {
  return fixture === undefined ? `the connection \`${input.connection ?? ''}\`` : `\`${fixture.path}\``;
}
