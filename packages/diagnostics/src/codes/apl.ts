import { defineDiagnostic } from '../define.ts';

/** Exit code 7, or 1 when nothing at all was applied. */
export const stepFailed = defineDiagnostic<{ address: string; summary: string; problem: string }>({
  code: 'APL101',
  severity: 'error',
  title: 'Step failed',
  message: (p) => `\`${p.address}\`: "${p.summary}" failed: ${p.problem}`,
  help: () => 'Mend the cause and run `akili apply` again: it goes on where this one stopped.',
  why: 'A failed step stops only what depends on it; everything else is carried out.',
});

/** Exit code 130. */
export const applyInterrupted = defineDiagnostic<{ pending: number }>({
  code: 'APL102',
  severity: 'error',
  title: 'Apply was interrupted',
  message: (p) => `The apply was interrupted; ${p.pending} steps were not carried out.`,
  help: () => 'Run `akili apply` again: it goes on where this one stopped.',
  why: 'An interrupted apply leaves every step done or not begun, and the journal says which.',
});

/** Exit code 6. */
export const tenantLocked = defineDiagnostic<{ tenant: string; holder: string }>({
  code: 'APL103',
  severity: 'error',
  title: 'Tenant is being changed by somebody else',
  message: (p) => `The state of \`${p.tenant}\` is held by ${p.holder}.`,
  help: () => 'Wait for the other apply to finish, or give it longer with `--lock-timeout`.',
  why: 'Two applies of one tenant at the same time would overwrite each other.',
});

/** Exit code 6. */
export const environmentLocked = defineDiagnostic<{ environment: string; holder: string }>({
  code: 'APL104',
  severity: 'error',
  title: 'Environment is in use',
  message: (p) => `The embedded environment \`${p.environment}\` is held by ${p.holder}.`,
  help: () => 'Wait for the other command to finish, or give it longer with `--lock-timeout`.',
  why: 'Two processes on one embedded database lose data without a word, so only one may have the environment open.',
});

export const corruptState = defineDiagnostic<{ file: string; problem: string }>({
  code: 'APL105',
  severity: 'error',
  title: 'State file cannot be read',
  message: (p) => `The state file ${p.file} is damaged: ${p.problem}.`,
  help: (p) =>
    `Restore it from a backup, or move ${p.file} away: the engines are the truth, and the next plan and apply write the record anew.`,
  why: 'Guessing at a damaged record could delete in the wrong order; losing it costs one refresh.',
});

export const newerState = defineDiagnostic<{ file: string; version: string }>({
  code: 'APL106',
  severity: 'error',
  title: 'State file has another format version',
  message: (p) =>
    `The state file ${p.file} has format version ${p.version}, and this version of akili reads version 1.`,
  help: () => 'Use the version of akili that wrote it.',
  why: 'An older akili that rewrote a newer record would lose what it does not know.',
});

export const corruptJournal = defineDiagnostic<{ file: string; line: number }>({
  code: 'APL107',
  severity: 'error',
  title: 'Journal cannot be read',
  message: (p) => `The journal ${p.file} is damaged in line ${p.line}.`,
  help: (p) =>
    `Move ${p.file} away and plan again: the engines are the truth. Only resuming the plan that was being applied is lost.`,
  why: 'A torn last line is normal after a crash and is left out; damage before it means that something else wrote the file.',
});

export const recordNotWritten = defineDiagnostic<{ tenant: string; problem: string }>({
  code: 'APL108',
  severity: 'error',
  title: 'Journal or state cannot be written',
  message: (p) => `The record of \`${p.tenant}\` cannot be written: ${p.problem}. Nothing further was begun.`,
  help: () => 'Mend the cause (disk space, permissions, another apply) and run `akili apply` again.',
  why: 'A step whose intent is not on disk is not begun, so that a crash never leaves something unknown behind.',
});

export const folderUnusable = defineDiagnostic<{ folder: string; problem: string }>({
  code: 'APL111',
  severity: 'error',
  title: 'Folder of the environment cannot be used',
  message: (p) => `The folder ${p.folder} cannot be used: ${p.problem}.`,
  help: () =>
    'Give it back to whoever runs akili, make room on the disk, or move what stands in its place away; then run the command again.',
  why: 'Locks, states and journals lie in it, and nothing is begun that could not be recorded.',
});

/** Exit code 7. */
export const otherStageFirst = defineDiagnostic<{ address: string; stage: string }>({
  code: 'APL109',
  severity: 'error',
  title: 'Other stage has to be applied first',
  message: (p) => `\`${p.address}\` needs steps of the stage \`${p.stage}\` that were not applied yet.`,
  help: (p) => `Run \`akili apply --stage ${p.stage}\` with the same plan first.`,
  why: 'The two stages run with different credentials, and one never does the work of the other.',
});

/** Exit code 4; 8 together with the violations of a plan whose isolation does not hold. */
export const lawlessPlan = defineDiagnostic<{ problem: string }>({
  code: 'APL110',
  severity: 'error',
  title: 'Plan is not applied',
  message: (p) => `The plan is not applied: ${p.problem}.`,
  help: () => 'Plan again and mend what the plan complains about.',
  why: 'Apply decides nothing but to stop, and stops before the first step where it must.',
});

/** Exit code 1. */
export const databasesNotAvailable = defineDiagnostic<{ environment: string }>({
  code: 'APL112',
  severity: 'error',
  title: 'Databases per tenant are not available',
  message: (p) =>
    `Environment \`${p.environment}\` asks for \`isolation: database\`, and this version of akili makes schemas only.`,
  help: () =>
    'Use `isolation: schema` (row security, grants and a login of its own keep each tenant to itself; names in the catalogs are seen by every login).',
  why: 'Schemas where databases were asked for would be less than was asked, so nothing is read or applied at all.',
});
