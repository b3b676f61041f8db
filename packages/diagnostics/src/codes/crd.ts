import { defineDiagnostic } from '../define.ts';

export const malformedReference = defineDiagnostic<{ reference: string }>({
  code: 'CRD001',
  severity: 'error',
  title: 'Not a credential reference',
  message: () =>
    'This is not a reference to a credential. If it is the secret itself, it must be changed: git keeps it.',
  help: () => 'Write `env:NAME`, `file:path#key`, `vault:mount/path#key` or `awssm:name#key`.',
  why: 'Manifests hold references only. The text is not repeated here, because it may be a secret.',
});

export const credentialNotAllowed = defineDiagnostic<{ reference: string; prefix: string }>({
  code: 'CRD101',
  severity: 'error',
  title: "Credential not on the tenant's allow-list",
  message: (p) => `The tenant may not use \`${p.reference}\`.`,
  help: (p) =>
    `Use a variable that begins with \`${p.prefix}\`, or have the platform allow it under \`credentials.allow\` in akili.yaml.`,
  why: 'Without an allow-list a tenant could name the secret of another tenant and work with it.',
});
