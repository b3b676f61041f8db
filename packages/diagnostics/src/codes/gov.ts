import { defineDiagnostic } from '../define.ts';

export const classificationBelowProduct = defineDiagnostic<{ classification: string; input: string; upstream: string }>(
  {
    code: 'GOV101',
    severity: 'error',
    title: 'Classification below a product that is read',
    message: (p) => `The product is ${p.classification}, but it reads \`${p.input}\`, which is ${p.upstream}.`,
    help: (p) => `Write \`classification: ${p.upstream}\`.`,
    why: 'Otherwise reading a product through another one would lift its protection.',
  },
);

export const classificationBelowSource = defineDiagnostic<{
  classification: string;
  output: string;
  source: string;
  upstream: string;
}>({
  code: 'GOV102',
  severity: 'error',
  title: 'Classification below a source column',
  message: (p) =>
    `\`${p.output}\` is ${p.classification}, but it is made from \`${p.source}\`, which is ${p.upstream}.`,
  help: (p) => `Raise the classification to ${p.upstream}, or leave the column out.`,
  why: 'A value keeps the protection of what it is made from.',
});

export const unknownTeam = defineDiagnostic<{ team: string; suggestion: string | undefined }>({
  code: 'GOV103',
  severity: 'error',
  title: 'Unknown team',
  message: (p) => `The tenant has no team \`${p.team}\`.`,
  help: (p) =>
    p.suggestion === undefined ? `Add it to \`teams\` in tenant.yaml.` : `Did you mean \`${p.suggestion}\`?`,
  why: 'Access is granted to roles that exist. A team of another tenant is not one of them.',
});

export const duplicateAccess = defineDiagnostic<{ team: string }>({
  code: 'GOV104',
  severity: 'error',
  title: 'Team has two roles',
  message: (p) => `\`access\` names the team \`${p.team}\` twice.`,
  help: () => 'Keep the one role that is meant.',
  why: 'Two answers to what a team may do would leave the wider one in force unnoticed.',
});
