import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ExitCode } from '@akili/diagnostics';
import type { OperationHost, Selection } from '@akili/operations';
import { plan as makePlan } from '@akili/operations/plan';
import { pullRequestPlan } from '@akili/operations/pull-request';
import type { Plan } from '@akili/plan';
import { diagnosticsOf, jobSummary, type ChangedProduct, type PullRequestPlan } from '@akili/report';
import { summaryLimit, type Action } from '../action.ts';
import { comparedWith } from '../check/compared-with.ts';
import { InputError } from '../input-error.ts';
import { renderInto } from '../render-into.ts';
import { stageInput } from '../stage-input.ts';
import { partPlan } from './part-plan.ts';
import { writePart, type Part } from './part.ts';

/** Plans the tenants of the inputs and writes the part for the job that comments; also where no plan can be made. */
export async function makePart(action: Action): Promise<ExitCode> {
  const { selection, world } = action;
  const compared = await comparedWith(action);
  const [offline, withheld] = [action.flag('offline'), action.flag('without-live-values')];
  const stage = stageInput(action);
  const { base } = compared;
  if (offline && base === undefined) throw new InputError('An offline plan needs `base`: the commit to compare with.');
  const answer = await makePlan(world, selection, {
    ...{ targets: 'environment', allowDestroy: action.list('allow-destroy'), lockTimeoutMs: 60_000 },
    ...(offline && base !== undefined ? { base } : {}),
    ...(stage === undefined ? {} : { stage }),
  });
  const { document } = answer;
  const name = partName(action, stage);
  const part = { formatVersion: 1 as const, headSha: compared.headSha, name, withheld };
  if (document.kind !== 'plan') {
    renderInto(action, answer);
    keep(action, { ...part, planned: undefined, diagnostics: diagnosticsOf(document) });
    return answer.exitCode;
  }
  const planned = await beside(world, selection, base, document.plan);
  const summary = { limit: summaryLimit / 2, withoutLiveValues: withheld, commit: compared.headSha };
  action.summary(jobSummary(planned, summary).body);
  keep(action, {
    ...part,
    planned: { ...planned, products: planned.products.map(told), plan: partPlan(planned.plan, withheld) },
    diagnostics: [],
  });
  action.output('changes', String(document.plan.changes.length));
  return answer.exitCode;
}

/** A product with what is told of its query, and no more of it. */
function told(product: ChangedProduct): ChangedProduct {
  if (product.query === undefined) return product;
  const { class: name, reasons, reaches } = product.query;
  return { ...product, query: { class: name, reasons, reaches } };
}

/** The plan with what changed about products since the base; without a base the plan alone. */
async function beside(
  world: OperationHost,
  selection: Selection,
  base: string | undefined,
  plan: Plan,
): Promise<PullRequestPlan> {
  return base === undefined
    ? { plan, products: [], reads: [], quotas: [] }
    : await pullRequestPlan(world, selection, base, plan);
}

function partName(action: Action, stage: string | undefined): string {
  const { tenants } = action.selection;
  const given = action.input('name');
  const name =
    given !== '' ? given : stage === 'platform' ? 'platform' : tenants.length === 1 ? (tenants[0] ?? '') : 'all';
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(name))
    throw new InputError('The input `name` is of small letters, digits and hyphens.');
  return name;
}

function keep(action: Action, part: Part): void {
  const folder = resolve(action.world.root, action.input('parts') === '' ? '.akili/plan-parts' : action.input('parts'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${part.name}.json`), writePart(part));
  action.output('parts', folder);
  action.output('name', part.name);
}
