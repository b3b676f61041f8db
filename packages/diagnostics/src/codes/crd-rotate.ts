import { defineDiagnostic } from '../define.ts';

// What a rotation of logins says. Names and versions only, never a value.

export const loginRotated = defineDiagnostic<{
  tenant: string;
  role: string;
  version: string;
  kept: string | undefined;
}>({
  code: 'CRD220',
  severity: 'info',
  title: 'Login was rotated',
  message: (p) =>
    `The login of \`${p.tenant}\` for ${p.role} is version ${p.version} now` +
    `${p.kept === undefined ? ', and the one before it is accepted no more' : `; version ${p.kept} is accepted until the next apply`}.`,
  help: () => undefined,
  why: 'Whoever reads the secret anew gets the new login; nobody has to be told the value.',
});

/** Exit code 4. */
export const rotationNeedsApply = defineDiagnostic<{ tenant: string; changes: number }>({
  code: 'CRD221',
  severity: 'error',
  title: 'Changes have to be applied before a rotation',
  message: (p) =>
    `${p.changes === 1 ? 'One change' : `${p.changes} changes`} of \`${p.tenant}\` ${p.changes === 1 ? 'is' : 'are'} not applied yet, and a rotation carries nothing else out than itself.`,
  help: (p) => `Run \`akili apply --tenant ${p.tenant}\` first.`,
  why: 'A rotation has to be safe to start at any time, so it must not bring along what nobody has reviewed.',
});

/** Exit code 4. */
export const rotateByHand = defineDiagnostic<{
  tenant: string;
  role: string;
  reference: string;
  /** What stands in the secret, and what has to stand there next. */
  form: string;
  phase: 'stage' | 'promote';
}>({
  code: 'CRD222',
  severity: 'error',
  title: 'Login has to be written by hand',
  message: (p) =>
    p.phase === 'stage'
      ? `\`${p.reference}\` holds the login of \`${p.tenant}\` for ${p.role}, and akili cannot write it there.`
      : `The engine accepts the staged login of \`${p.tenant}\` for ${p.role}; \`${p.reference}\` has to name it now, and akili cannot write it there.`,
  help: (p) =>
    `Set ${p.reference.startsWith('env:') ? `the environment variable ${p.reference.slice(4)}` : `\`${p.reference}\``} to ${p.form}, then ${
      p.phase === 'stage'
        ? `run \`akili tenant rotate ${p.tenant}\` again`
        : `run \`akili apply --tenant ${p.tenant}\`: it retires the login before`
    }.`,
  why: 'Only the store under `secrets` in akili.yaml is written; every other secret belongs to whoever put it there.',
});

/** Exit code 4. */
export const newLoginRefused = defineDiagnostic<{ tenant: string; role: string; problem: string }>({
  code: 'CRD223',
  severity: 'error',
  title: 'New login does not work',
  message: (p) => `The engine does not accept the new login of \`${p.tenant}\` for ${p.role}: ${p.problem}`,
  help: (p) =>
    `The login before is still in use. Find out what the engine objects to, and run \`akili tenant rotate ${p.tenant}\` again.`,
  why: 'A login is put to use only after it has worked once.',
});

/** Exit code 4. */
export const secretNotWritten = defineDiagnostic<{ reference: string; problem: string }>({
  code: 'CRD224',
  severity: 'error',
  title: 'Secret cannot be written',
  message: (p) => `\`${p.reference}\` cannot be written: ${p.problem}.`,
  help: () => 'Nothing was put to use. Let whoever runs akili here write this one secret, and run the command again.',
  why: 'A login that the store does not keep would be lost with the process.',
});

/** Exit code 1. */
export const nothingToRotate = defineDiagnostic<{ tenant: string; environment: string }>({
  code: 'CRD225',
  severity: 'error',
  title: 'Tenant has no logins here',
  message: (p) => `No engine of environment \`${p.environment}\` asks \`${p.tenant}\` for a login.`,
  help: () => 'Choose another environment with `--env`; embedded engines have no logins.',
  why: 'A rotation that changed nothing must not look like one that did.',
});
