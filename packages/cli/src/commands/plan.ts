import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { exitCodes, worstExitCode } from '@akili/diagnostics';
import type { Command } from '../command.ts';
import type { Host } from '../host.ts';
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
    {
      name: 'sign-key',
      value: 'FILE',
      about: 'sign the plan with this Ed25519 key (PEM), with --out; or the key in AKILI_SIGNING_KEY',
      completes: 'file',
    },
    { name: 'exit-code', about: 'exit 2 when there are differences' },
    { name: 'offline', about: 'compare with a commit, without reaching the engines; needs --base' },
    {
      name: 'base',
      value: 'REF',
      about: 'what queries are compared with; with --offline all of it is assumed to be applied',
    },
    { name: 'target', value: 'WHICH', about: 'all: compile for every dialect', choices: ['all'] },
    allowDestroyFlag,
    stageFlag,
    lockTimeoutFlag,
  ],
  examples: [
    ['akili plan', 'what would change in the default environment'],
    ['akili plan --out plan.json && akili apply plan.json', 'review first, then apply exactly that'],
    ['akili plan --offline --base origin/main', 'what this branch changes, without credentials'],
    ['akili plan --base origin/main', 'what would change, and what each change of a query means for its readers'],
    ['akili plan --env production --tenant acme-corp --exit-code', 'fail a job when one tenant differs'],
  ],
  async run(given, options, host) {
    const offline = given.switches.has('offline');
    const base = given.values['base'];
    if (offline && base === undefined)
      throw new UsageError('`--offline` needs `--base REF`: the commit to compare with.');
    const stage = readStage(given);
    const lockTimeoutMs = readLockTimeout(given);
    if (stage !== undefined && given.values['out'] !== undefined)
      throw new UsageError('`--stage` shows a part of a plan; save the whole and pass `--stage` to `akili apply`.');
    if (given.values['sign-key'] !== undefined && given.values['out'] === undefined)
      throw new UsageError('`--sign-key` signs what `--out FILE` writes.');
    const out = given.values['out'];
    const signingKey = out === undefined ? undefined : readSigningKey(given.values['sign-key'], host);
    const operation = await import('@akili/operations/plan');
    const { document, sourceOf, exitCode } = await operate(options, host, (world, selection) =>
      operation.plan(world, selection, {
        targets: given.values['target'] === 'all' ? 'all' : 'environment',
        allowDestroy: readAllowDestroy(given),
        lockTimeoutMs,
        ...(base === undefined ? {} : offline ? { base } : { queriesBefore: base }),
        ...(signingKey === undefined ? {} : { signingKey }),
        ...(stage === undefined ? {} : { stage }),
      }),
    );
    await sayResult(document, sourceOf, options, host);
    if (document.kind !== 'plan') return exitCode;
    if (out !== undefined) {
      await savePlan(host.cwd, out, operation.planFile(document.plan));
      await remark(`The plan is in ${out}. Carry it out with \`akili apply ${out}\`.`, options, host);
    }
    const differs = given.switches.has('exit-code') && document.plan.changes.length > 0;
    return worstExitCode([exitCode, differs ? exitCodes.differences : exitCodes.ok]);
  },
};

/** The key to sign with: the file that was named, else AKILI_SIGNING_KEY; undefined where there is none. */
function readSigningKey(file: string | undefined, host: Host): string | undefined {
  if (file === undefined) return host.env['AKILI_SIGNING_KEY'] || undefined;
  try {
    return readFileSync(resolve(host.cwd, file), 'utf8');
  } catch {
    throw new UsageError(`The signing key cannot be read from ${file}. Nothing was written.`);
  }
}
