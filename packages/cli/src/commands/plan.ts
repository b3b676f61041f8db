import { exitCodes, worstExitCode } from '@akili/diagnostics';
import type { Command } from '../command.ts';
import { readAllowDestroy, readLockTimeout, readStage } from '../plan-arguments.ts';
import { allowDestroyFlag, lockTimeoutFlag, stageFlag } from '../plan-flags.ts';
import { savePlan } from '../save-plan.ts';
import { remark, sayResult } from '../say.ts';
import { UsageError } from '../usage-error.ts';
import { operate } from '../with-operations.ts';

/** `akili plan`. */
export const plan: Command = {
  name: 'plan',
  summary: 'show what an apply would change, and prove isolation',
  description:
    'Compiles the repository, compares it with the live engines and shows what an apply would do, step by step.\nNothing is changed. Exits 0 with and without differences, 2 on differences with --exit-code, 4 when a gate refuses,\n8 when isolation would be violated.',
  operands: [],
  flags: [
    { name: 'out', value: 'FILE', about: 'write the plan, for `akili apply FILE`', completes: 'file' },
    { name: 'exit-code', about: 'exit 2 when there are differences' },
    { name: 'offline', about: 'compare with a commit, without reaching the engines; needs --base' },
    { name: 'base', value: 'REF', about: 'what is assumed to be applied, with --offline: a branch, tag or commit' },
    { name: 'target', value: 'WHICH', about: 'all: compile for every dialect', choices: ['all'] },
    allowDestroyFlag,
    stageFlag,
    lockTimeoutFlag,
  ],
  examples: [
    ['akili plan', 'what would change in the default environment'],
    ['akili plan --out plan.json && akili apply plan.json', 'review first, then apply exactly that'],
    ['akili plan --offline --base origin/main', 'what this branch changes, without credentials'],
    ['akili plan --env production --tenant acme-corp --exit-code', 'fail a job when one tenant differs'],
  ],
  async run(given, options, host) {
    const offline = given.switches.has('offline');
    const base = given.values['base'];
    if (offline && base === undefined)
      throw new UsageError('`--offline` needs `--base REF`: the commit to compare with.');
    if (!offline && base !== undefined) throw new UsageError('`--base` is only read with `--offline`.');
    const stage = readStage(given);
    const lockTimeoutMs = readLockTimeout(given);
    if (stage !== undefined && given.values['out'] !== undefined)
      throw new UsageError('`--stage` shows a part of a plan; save the whole and pass `--stage` to `akili apply`.');
    const operation = await import('@akili/operations/plan');
    const { document, sourceOf, exitCode } = await operate(options, host, (world, selection) =>
      operation.plan(world, selection, {
        targets: given.values['target'] === 'all' ? 'all' : 'environment',
        allowDestroy: readAllowDestroy(given),
        lockTimeoutMs,
        ...(base === undefined ? {} : { base }),
        ...(stage === undefined ? {} : { stage }),
      }),
    );
    await sayResult(document, sourceOf, options, host);
    const out = given.values['out'];
    if (document.kind !== 'plan') return exitCode;
    if (out !== undefined) {
      await savePlan(host.cwd, out, operation.planFile(document.plan));
      await remark(`The plan is in ${out}. Carry it out with \`akili apply ${out}\`.`, options, host);
    }
    const differs = given.switches.has('exit-code') && document.plan.changes.length > 0;
    return worstExitCode([exitCode, differs ? exitCodes.differences : exitCodes.ok]);
  },
};
