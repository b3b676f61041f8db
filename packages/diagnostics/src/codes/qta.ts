import { defineDiagnostic } from '../define.ts';

export const quotaExceeded = defineDiagnostic<{ quota: string; used: string; limit: string }>({
  code: 'QTA101',
  severity: 'error',
  title: 'Quota exceeded',
  message: (p) =>
    `The tenant's products and connections need ${p.used} of \`${p.quota}\`, but its quota is ${p.limit}.`,
  help: () => 'Ask for less, or have the platform raise the quota in tenant.yaml.',
  why: 'Engines are shared: a quota keeps one tenant from taking what the others were promised.',
});
