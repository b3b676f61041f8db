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
