import { defineDiagnostic } from '../define.ts';

// What can be wrong with a secret when it is needed. Messages name the reference, never a value.

export const unreadableReference = defineDiagnostic({
  code: 'CRD201',
  severity: 'error',
  title: 'Not a credential reference',
  message: () => 'A credential is needed, and what is configured for it is not a reference to one.',
  help: () => 'Write `env:NAME`, `file:path#key`, `vault:mount/path#key` or `awssm:name#key`.',
  why: 'Only references stand in manifests and plans. The text is not repeated here, because it may be a secret.',
});

export const referenceNotAllowed = defineDiagnostic<{ tenant: string; reference: string }>({
  code: 'CRD202',
  severity: 'error',
  title: 'Credential not allowed for this tenant',
  message: (p) => `\`${p.reference}\` is not on the allow-list of \`${p.tenant}\`, so it is not resolved.`,
  help: (p) =>
    `Use a variable that begins with \`AKILI_${p.tenant.toUpperCase().replaceAll('-', '_')}__\`, or have the platform allow it under \`credentials.allow\` in akili.yaml.`,
  why: 'The list is checked again when the secret is needed, so that nothing between the manifest and the engine can widen it.',
});

export const secretNotSet = defineDiagnostic<{ reference: string; expected: string }>({
  code: 'CRD203',
  severity: 'error',
  title: 'Secret is not there',
  message: (p) => `\`${p.reference}\` is not set.`,
  help: (p) =>
    p.reference.startsWith('env:')
      ? `Set the environment variable ${p.reference.slice(4)} where akili runs to JSON such as ${p.expected}.`
      : `Check the path and the key of the reference; the value has to be JSON such as ${p.expected}.`,
  why: 'A session is never opened without the credential that the plan names for it.',
});

export const secretSchemeNotSupported = defineDiagnostic<{ reference: string; scheme: string }>({
  code: 'CRD204',
  severity: 'error',
  title: 'Kind of credential reference not supported here',
  message: (p) => `\`${p.reference}\`: references of the kind \`${p.scheme}:\` are not looked up here.`,
  help: () =>
    'Have your CI put the secret into an environment variable or a file, and refer to it by `env:` or `file:`.',
  why: 'It is better to stop than to go on without the credential.',
});

export const secretUnavailable = defineDiagnostic<{ reference: string; problem: string }>({
  code: 'CRD205',
  severity: 'error',
  title: 'Secret cannot be read',
  message: (p) => `\`${p.reference}\` cannot be read: ${p.problem}.`,
  help: (p) =>
    p.reference.startsWith('file:')
      ? 'Check the path and the permissions of the file.'
      : 'Check the address of the store, the network from here, and how akili logs in to it.',
  why: 'A session is never opened without the credential that the plan names for it.',
});

export const secretMalformed = defineDiagnostic<{ reference: string; problem: string; expected: string }>({
  code: 'CRD206',
  severity: 'error',
  title: 'Secret has not the right form',
  message: (p) => `The value of \`${p.reference}\` ${p.problem}.`,
  help: (p) => `The value has to be JSON such as ${p.expected}.`,
  why: 'Each engine needs named parts of a secret; the value itself is never shown.',
});

export const secretDenied = defineDiagnostic<{ reference: string; problem: string }>({
  code: 'CRD207',
  severity: 'error',
  title: 'Secret may not be read from here',
  message: (p) => `The store refuses to show \`${p.reference}\`: ${p.problem}.`,
  help: () => 'Let whoever runs akili here read this one secret, or run the stage where it may be read.',
  why: 'Whether the secret exists cannot be told without the right to read it, so nothing is generated over it.',
});

export const secretVersionGone = defineDiagnostic<{ reference: string; version: string; has: string }>({
  code: 'CRD208',
  severity: 'error',
  title: 'Secret has another version than was planned',
  message: (p) => `\`${p.reference}\` has version ${p.has} now, and the plan was made for version ${p.version}.`,
  help: () => 'Plan again and apply the new plan.',
  why: 'The engine must accept exactly the version that was planned, or a login stops to work without anybody knowing why.',
});

/** Exit code 4. One finding for everything that is lacking, so that nobody sets one variable a run. */
export const credentialsMissing = defineDiagnostic<{
  missing: readonly {
    readonly reference: string;
    readonly use: string;
    readonly problem: string;
    readonly expected: string;
  }[];
}>({
  code: 'CRD209',
  severity: 'error',
  title: 'Credentials are missing',
  message: (p) =>
    `${p.missing.length === 1 ? 'A credential that this needs cannot' : `${p.missing.length} credentials that this needs cannot`} be had: ${p.missing
      .map(({ reference, use, problem }) => `\`${reference}\` (${use}) ${problem}`)
      .join('; ')}.`,
  help: (p) =>
    `Set ${p.missing
      .map(({ reference, expected }) =>
        reference.startsWith('env:')
          ? `the environment variable ${reference.slice(4)} to JSON such as ${expected}`
          : `\`${reference}\` to JSON such as ${expected}`,
      )
      .join('; ')}.`,
  why: 'Everything that a run needs is looked up before its first step, so that it does not end half way for want of a secret.',
});
