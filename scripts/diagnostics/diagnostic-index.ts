import type { Severity } from '@akili/diagnostics';

const families: { readonly [family: string]: string } = {
  APL: 'Apply',
  CMP: 'Compute',
  CON: 'Connections',
  CRD: 'Credentials',
  FS: 'Files',
  GOV: 'Governance',
  INP: 'Inputs',
  ISO: 'Isolation',
  LIN: 'Lineage',
  PLN: 'Plan',
  POL: 'Policies and gates',
  QLT: 'Quality',
  QTA: 'Quotas',
  REF: 'References',
  SCH: 'Shape of manifests',
  SQL: 'SQL',
  SRV: 'Serving and the output',
  TNT: 'Tenants',
  TYP: 'Types',
  YML: 'YAML',
};

interface Definition {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
}

/** The list of all codes by family. */
export function diagnosticIndex(definitions: readonly Definition[]): string {
  const names = [...new Set(definitions.map((one) => familyOf(one.code)))].sort();
  const sections = names.flatMap((family) => [
    `## ${family}: ${families[family] ?? family}`,
    [
      '| code | severity | title |',
      '|---|---|---|',
      ...definitions
        .filter((one) => familyOf(one.code) === family)
        .map((one) => `| [${one.code}](${one.code}.md) | ${one.severity} | ${one.title} |`),
    ].join('\n'),
  ]);
  return [
    '<!-- Written by `npm run generate`. -->',
    '# Diagnostics',
    'Everything that the tool can say of a repository, a plan or an apply. `akili explain CODE` says what one of them means.',
    ...sections,
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

const familyOf = (code: string): string => code.replace(/\d+$/, '');
