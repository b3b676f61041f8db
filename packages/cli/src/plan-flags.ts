import type { Flag } from './flag.ts';

/** Flags that `plan`, `apply` and `destroy` share. */
export const allowDestroyFlag: Flag = {
  name: 'allow-destroy',
  value: 'ADDRESS',
  about: 'consent to losing what is at this address; may be repeated',
  repeatable: true,
};

export const stageFlag: Flag = {
  name: 'stage',
  value: 'STAGE',
  about: "only the steps with the platform's, or with the tenants' own credentials",
  choices: ['platform', 'tenant'],
};

export const lockTimeoutFlag: Flag = {
  name: 'lock-timeout',
  value: 'SECONDS',
  about: 'how long to wait for somebody else who is changing the same (default: 30)',
};

export const yesFlag: Flag = { name: 'yes', about: 'do it without asking' };
