import type { ProductionWorld, Said } from './production-world.ts';

/** A change as tests compare it: `update safe acme-corp/...`. */
export interface SeenChange {
  readonly address: string;
  readonly op: string;
  readonly risk: string;
  readonly class?: string;
  readonly reason: string;
}

/** What `plan` or `drift` said in JSON. */
export interface SeenPlan {
  readonly exit: number;
  readonly changes: readonly SeenChange[];
  readonly codes: readonly string[];
}

interface PlanDocument {
  readonly changes?: readonly SeenChange[];
  readonly diagnostics?: readonly { readonly code: string }[];
}

/** Runs `plan` or `drift` and reads what it says. */
export async function look(
  world: ProductionWorld,
  argv: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<SeenPlan> {
  const said = await world.akili([...argv, '--format', 'json'], env === undefined ? {} : { env });
  const { changes = [], diagnostics = [] } = documentOf(said);
  return { exit: said.exit, changes, codes: diagnostics.map(({ code }) => code) };
}

function documentOf(said: Said): PlanDocument {
  try {
    return JSON.parse(said.stdout) as PlanDocument;
  } catch (error) {
    throw new Error(`${said.stdout}\n${said.stderr}`, { cause: error });
  }
}

/** One line a change, without its tenant's name in front: what it does and what it costs. */
export function lines({ changes }: SeenPlan): readonly string[] {
  return changes.map((one) => `${one.class ?? one.op} ${one.risk} ${one.address}`);
}

/** Plans, applies with consent to what the plan says is lost, and plans again: nothing may be left. */
export async function carriedOut(world: ProductionWorld): Promise<readonly string[]> {
  const planned = await look(world, ['plan']);
  const consents = planned.changes
    .filter(({ risk }) => risk === 'destructive')
    .flatMap(({ address }) => ['--allow-destroy', address]);
  const applied = await world.akili(['apply', '--yes', ...consents]);
  if (applied.exit !== 0) throw new Error(`apply ended with ${applied.exit}:\n${applied.stdout}\n${applied.stderr}`);
  const left = await look(world, ['plan', '--exit-code']);
  if (left.exit !== 0) throw new Error(`something is left: ${JSON.stringify(left.changes)}`);
  return lines(planned);
}
