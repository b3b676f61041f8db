import { stringify } from 'yaml';
import type { Classification } from '@akili/model';

/** Where a new product reads from, and what its query looks like because of it. */
export interface TemplateInput {
  /** Text of `inputs.yaml`. */
  readonly inputs: string;
  /** Text of `transform.sql`. */
  readonly transform: string;
  /** An output column that is never missing, for the first check. */
  readonly column: string;
  /** At least that of everything that is read. */
  readonly classification: Classification;
}

/** What is said of a product that shall be. */
export interface TemplateProduct {
  readonly name: string;
  readonly namespace: string;
  readonly archetype: string;
  readonly description: string;
  readonly owner: string;
  /** Teams of the tenant; the first may read. */
  readonly teams: readonly string[];
}

/** The manifests of a new product by their file names: what compiles, and what an author begins with. */
export function productFiles(
  product: TemplateProduct,
  input: TemplateInput,
): readonly { readonly name: string; readonly text: string }[] {
  const { name, namespace, archetype, description, owner, teams } = product;
  const isLookup = archetype === 'consumer';
  const access =
    teams.length === 0
      ? '# access: teams of tenant.yaml, each with a role of viewer, editor or owner\n'
      : `access:\n  - team: ${teams[0] as string}\n    role: viewer\n`;
  return [
    {
      name: 'product.yaml',
      text: `product:
  name: ${name}
  namespace: ${namespace}
  version: "1.0.0"
  archetype: ${archetype}
  description: ${quoted(description)}
  owner: ${quoted(owner)}
`,
    },
    { name: 'inputs.yaml', text: input.inputs },
    { name: 'transform.sql', text: input.transform },
    {
      name: 'quality.yaml',
      text: `quality:
  checks:
    - name: no_missing_${checkWord(input.column)}
      sql: ${quoted(`SELECT COUNT(*) FROM {{ this }} WHERE ${sqlName(input.column)} IS NULL`, true)}
      severity: critical
      threshold: 0
      description: ${quoted(`Every row has its ${input.column}`)}
`,
    },
    {
      name: 'serving.yaml',
      text: `serving:
  modes:
${isLookup ? '    - intent: lookup\n      config:\n        engine: postgresql\n' : '    - intent: analytics\n      config:\n        engine: starrocks\n'}`,
    },
    {
      name: 'governance.yaml',
      text: `apiVersion: akili/v1
kind: Governance
classification: ${input.classification}
${access}`,
    },
    {
      name: 'compute.yaml',
      text: `compute:
  engine: dagster
  schedule: "0 6 * * *"
  resources:
    cpu: "1"
    memory: 1Gi
  timeout: 1800
  retries: 2
`,
    },
  ];
}

/** A name of a column as a query writes it. */
export function sqlName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A text as YAML writes it on one line. */
export function quoted(text: string, always = false): string {
  const plain = stringify(text, { lineWidth: 0 }).trimEnd();
  return always || plain.includes('\n') ? JSON.stringify(text) : plain;
}

/** What a column's name leaves for the name of a check. */
function checkWord(column: string): string {
  const word = column
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return word === '' ? 'value' : word;
}
