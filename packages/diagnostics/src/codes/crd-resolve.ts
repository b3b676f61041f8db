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

export const secretNotSet = defineDiagnostic<{ reference: string }>({
  code: 'CRD203',
  severity: 'error',
  title: 'Secret is not there',
  message: (p) => `\`${p.reference}\` is not set.`,
  help: (p) =>
    p.reference.startsWith('env:')
      ? `Set the environment variable ${p.reference.slice(4)} where akili runs.`
      : 'Check the path and the key of the reference.',
  why: 'A session is never opened without the credential that the plan names for it.',
});

export const secretSchemeNotSupported = defineDiagnostic<{ reference: string; scheme: string }>({
  code: 'CRD204',
  severity: 'error',
  title: 'Kind of credential reference not supported yet',
  message: (p) => `\`${p.reference}\`: references of the kind \`${p.scheme}:\` are not supported by this version yet.`,
  help: () =>
    'Have your CI put the secret into an environment variable or a file, and refer to it by `env:` or `file:`.',
  why: 'It is better to stop than to go on without the credential.',
});

export const secretFileUnreadable = defineDiagnostic<{ reference: string; problem: string }>({
  code: 'CRD205',
  severity: 'error',
  title: 'Secret file cannot be read',
  message: (p) => `The file of \`${p.reference}\` cannot be read: ${p.problem}.`,
  help: () => 'Check the path and the permissions of the file.',
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
