import { defineDiagnostic } from '../define.ts';

/** Exit code 4. */
export const destructionNotAllowed = defineDiagnostic<{ address: string; summary: string }>({
  code: 'POL101',
  severity: 'error',
  title: 'Step destroys data and was not allowed',
  message: (p) => `\`${p.address}\`: the step "${p.summary}" loses data, and nobody allowed it.`,
  help: (p) => `If that is what you want, pass \`--allow-destroy ${p.address}\`.`,
  why: 'Data is lost only where a person named the address: a typing error in a manifest must not empty a table.',
});
