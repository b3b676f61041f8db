import {
  applyInterrupted,
  corruptJournal,
  corruptState,
  databasesNotAvailable,
  environmentLocked,
  lawlessPlan,
  newerState,
  folderUnusable,
  otherStageFirst,
  recordNotWritten,
  stepFailed,
  tenantLocked,
} from '@akili/diagnostics';
import { scenario, type Scenario } from './scenario.ts';

const table = 'acme-corp/lookup.table/tenant_acme_corp__sales.orders_daily';

/** What can happen while a plan is carried out. */
export const applyScenarios: readonly Scenario[] = [
  scenario(
    stepFailed,
    { address: table, summary: 'create table', problem: 'no space left on device' },
    "The engine's disk was full.",
    'Space was made, and `akili apply` run again: it went on with this step.',
  ),
  scenario(
    applyInterrupted,
    { pending: 12 },
    'Somebody pressed Ctrl-C.',
    '`akili apply` was run again and carried out the rest.',
  ),
  scenario(
    tenantLocked,
    { tenant: 'acme-corp', holder: 'process 4711 on ci-3, since 12:04' },
    'Two pipelines applied the same tenant at once.',
    'The second one waits: `--lock-timeout 10m`.',
  ),
  scenario(
    environmentLocked,
    { environment: 'local', holder: 'process 4711, since 12:04' },
    'A second command was started while an apply was running on the embedded engines.',
    'It was started again after the first had ended.',
  ),
  scenario(
    corruptState,
    { file: '.akili/local/state/acme-corp.json', problem: 'it ends in the middle of a text' },
    'The file was edited by hand.',
    'It was moved away; the next apply wrote it anew from what the engines have.',
  ),
  scenario(
    newerState,
    { file: '.akili/local/state/acme-corp.json', version: '2' },
    'A colleague applied with a newer version of akili.',
    'Everybody uses that version.',
  ),
  scenario(
    corruptJournal,
    { file: '.akili/local/journal/acme-corp.ndjson', line: 3 },
    'Another program wrote to the file.',
    'It was moved away, and a new plan was made.',
  ),
  scenario(
    recordNotWritten,
    { tenant: 'acme-corp', problem: 'permission denied' },
    'The folder of the state belonged to another user.',
    'The folder was given back, and `akili apply` run again.',
  ),
  scenario(
    folderUnusable,
    { folder: '/srv/akili/.akili/local/lock', problem: 'a file stands in its place (ENOTDIR)' },
    'A file called `.akili` stood where the folder of the environment belongs.',
    'The file was moved away.',
  ),
  scenario(
    otherStageFirst,
    { address: table, stage: 'platform' },
    '`akili apply --stage tenant` ran before the job with the credentials of the platform.',
    '`akili apply --stage platform` runs first, with the same plan.',
  ),
  scenario(
    lawlessPlan,
    { problem: 'its isolation does not hold' },
    'A plan whose proof of isolation had failed was passed to `akili apply`.',
    'What the plan complains about was mended, and a new plan was made.',
  ),
  scenario(
    databasesNotAvailable,
    { environment: 'production' },
    'akili.yaml said `lookup: { isolation: database }`.',
    'It says `isolation: schema`, which is the default.',
  ),
];
