import { defineDiagnostic } from '../define.ts';

export const credentialNotAllowed = defineDiagnostic<{ reference: string; prefix: string }>({
  code: 'CRD101',
  severity: 'error',
  title: "Credential not on the tenant's allow-list",
  message: (p) => `The tenant may not use \`${p.reference}\`.`,
  help: (p) =>
    `Use a variable that begins with \`${p.prefix}\`, or have the platform allow it under \`credentials.allow\` in akili.yaml.`,
  why: 'Without an allow-list a tenant could name the secret of another tenant and work with it.',
});

export const secretsPathShared = defineDiagnostic<{ path: string }>({
  code: 'CRD102',
  severity: 'error',
  title: 'Secrets path does not keep tenants apart',
  message: (p) => `The path \`${p.path}\` does not give each tenant a place of its own.`,
  help: () => 'Write `{tenant}` once, as a segment after the first one: `akili/{tenant}`.',
  why: 'Whoever may read a place in the store may read everything below it, so no two tenants share one.',
});
