import { defineDiagnostic } from '../define.ts';

export const classificationBelowProduct = defineDiagnostic<{
  classification: string;
  input: string;
  upstream: string;
  /** From the first column that is known to the output, e.g. `orders_daily.revenue`, `revenue`. */
  path: readonly string[];
}>({
  code: 'GOV101',
  severity: 'error',
  title: 'Classification below a product that is read',
  message: (p) =>
    `The product is ${p.classification}, but it has values of \`${p.input}\`, which are ${p.upstream}: ${p.path.map((one) => `\`${one}\``).join(' -> ')}.`,
  help: (p) => `Write \`classification: ${p.upstream}\`, or leave the column out.`,
  why: 'Otherwise reading a product through another one would lift its protection. Columns that only filter, join or group are not passed on.',
});

export const classificationBelowSource = defineDiagnostic<{
  classification: string;
  output: string;
  /** From the source's column to the one that is read, e.g. `orders.amount`. */
  path: readonly string[];
  upstream: string;
  aggregated: boolean;
  /** The function that hides the value, where one does. */
  masked: string | undefined;
}>({
  code: 'GOV102',
  severity: 'error',
  title: 'Classification below a source column',
  message: (p) =>
    `\`${p.output}\` is ${p.classification}, but its values come from ${p.upstream} data${usedAs(p)}: ${[...p.path, p.output].map((one) => `\`${one}\``).join(' -> ')}.`,
  help: (p) => `Raise the classification to ${p.upstream}, or leave the column out.`,
  why: 'A value keeps the protection of what it is made from, also behind a hash or an aggregate: of few rows, or of values that can be guessed, both give it away.',
});

function usedAs({ aggregated, masked }: { readonly aggregated: boolean; readonly masked: string | undefined }): string {
  const uses = [...(masked === undefined ? [] : [`masked by ${masked}`]), ...(aggregated ? ['aggregated'] : [])];
  return uses.length === 0 ? '' : `, ${uses.join(' and ')}`;
}

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
