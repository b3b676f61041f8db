import {
  noStepLeadsThere,
  destructionNotAllowed,
  driverNotAvailable,
  engineUnreachable,
  leftOutOffline,
  offlinePlan,
  planDigestMismatch,
  planInputsMoved,
  planLiveMoved,
  planOfAnotherCommit,
  planOfAnotherEnvironment,
  planStateMoved,
  refusedPlan,
  stateStoreNotAvailable,
  tenantArchived,
  tenantFolderRemoved,
  tenantNeverSeen,
  tenantSuspended,
  unknownPlanVersion,
  unmarkedInSpace,
  unmarkedThing,
  unreadablePlan,
} from '@akili/diagnostics';
import { scenario, type Scenario } from './scenario.ts';

const table = 'acme-corp/lookup.table/tenant_acme_corp__sales.orders_daily';
const again = 'A new plan was made, reviewed and applied.';

/** What plans can complain about. */
export const planScenarios: readonly Scenario[] = [
  scenario(
    unreadablePlan,
    { at: '/changes/0/op', problem: 'it is not one of create, update, replace, delete' },
    'The plan file was written by another program.',
    'The file of `akili plan --out plan.json` was passed to `akili apply`.',
  ),
  scenario(
    unknownPlanVersion,
    { version: '2' },
    'The plan was made by a newer version of akili than the one that applies it.',
    'Both jobs of the pipeline use the same version.',
  ),
  scenario(
    planDigestMismatch,
    {},
    'A step was deleted from the plan file in an editor.',
    'The manifest was changed instead, and a new plan was made.',
  ),
  scenario(
    unmarkedThing,
    { address: table },
    'Somebody had created the table by hand before the product was declared.',
    'The table was not needed and was dropped by hand; the next plan creates it.',
  ),
  scenario(
    noStepLeadsThere,
    { address: table, reason: 'is a view, not a table' },
    'Somebody had put a view in place of the table, with its comment.',
    'The view was dropped by hand; the next plan creates the table.',
  ),
  scenario(planInputsMoved, { tenant: 'acme-corp' }, 'A commit was merged between plan and apply.', again),
  scenario(
    planStateMoved,
    { tenant: 'acme-corp', planned: 4, now: 5 },
    'Two plans were made from the same state, and the other one was applied first.',
    again,
  ),
  scenario(
    planLiveMoved,
    { address: table, how: 'a column was added' },
    'Somebody changed the table by hand between plan and apply.',
    again,
  ),
  scenario(
    planOfAnotherEnvironment,
    { planned: 'staging', now: 'production' },
    'A plan for `staging` was applied with `--env production`.',
    'A plan was made for `production`.',
  ),
  scenario(
    planOfAnotherCommit,
    { planned: '1f0c9d2', now: '7be40aa' },
    'The job that applies had checked out a later commit, and runs with `--strict-commit`.',
    'The job checks out the commit that was planned.',
  ),
  scenario(
    offlinePlan,
    {},
    'A plan of `akili plan --offline --base main` was passed to `akili apply`.',
    'The plan was made again where the engines can be reached.',
  ),
  scenario(
    refusedPlan,
    { codes: 'POL101' },
    'A plan that drops a table, which nobody had allowed, was applied from its file.',
    'The plan was made again with `--allow-destroy` and the address.',
  ),
  scenario(
    driverNotAvailable,
    { environment: 'production', role: 'events', driver: 'kafka' },
    'A plan was asked for an environment with an engine that this version only compiles for.',
    'The plan was made with `--offline --base main`, or for the embedded environment.',
  ),
  scenario(
    engineUnreachable,
    { environment: 'production', role: 'lookup', driver: 'postgres', problem: 'connection refused' },
    'The host in akili.yaml was misspelt.',
    'The host was corrected.',
  ),
  scenario(
    stateStoreNotAvailable,
    { environment: 'production', store: 's3' },
    'The environment keeps its state where this version cannot read it.',
    'The environment says `state: { store: directory }`.',
  ),
  scenario(
    tenantNeverSeen,
    { tenant: 'acme-crop' },
    '`akili destroy --tenant acme-crop` was typed.',
    '`akili destroy --tenant acme-corp`.',
  ),
  scenario(
    tenantFolderRemoved,
    { tenant: 'globex-inc', resources: 14 },
    'The folder `tenants/globex-inc` was removed in a commit.',
    'Nothing was to be done: the tenant left, and its data is kept for a while.',
  ),
  scenario(
    tenantSuspended,
    { tenant: 'globex-inc', heldBack: 3 },
    'A product was added to a tenant with `status: suspended`.',
    'The tenant says `status: active` again.',
  ),
  scenario(
    tenantArchived,
    { tenant: 'globex-inc', heldBack: 3 },
    'A product of a tenant with `status: archived` was changed.',
    'The change was taken back; an archived tenant stays as it is.',
  ),
  scenario(
    unmarkedInSpace,
    { tenant: 'acme-corp', count: 2, first: 'acme-corp/lookup.table/tenant_acme_corp__sales.scratch' },
    'Somebody made tables by hand in the schema of the tenant.',
    'They were dropped, or declared as products.',
  ),
  scenario(
    leftOutOffline,
    { role: 'events', driver: 'kafka' },
    'An offline plan was made for an environment with an engine that this version cannot plan for.',
    'The plan was read as one of the other engines only.',
  ),
  scenario(
    destructionNotAllowed,
    { address: table, summary: 'drop column region' },
    'A column was removed from a transform, so the table would lose it.',
    `The loss was meant: \`akili plan --allow-destroy ${table}\`.`,
  ),
];
