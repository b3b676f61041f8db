import type { Finding, Range } from '@akili/diagnostics';
import type { Snapshot, SourceFile } from '@akili/model';
import { createLocator } from './locate/locator.ts';
import { readManifests } from './read-manifests.ts';

/** A small repository that is whole; tests replace or add files. */
export const wholeFiles: { readonly [path: string]: string } = {
  'akili.yaml': 'apiVersion: akili/v1\nkind: Platform\nenvironments:\n  local: { embedded: true }\n',
  'tenants/acme-corp/tenant.yaml':
    'apiVersion: akili/v1\nkind: Tenant\nid: 6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d\nslug: acme-corp\ndisplayName: Acme\nstatus: active\nteams: [sales]\n',
  'tenants/acme-corp/connections/orders-db.yaml':
    'apiVersion: akili/v1\nkind: Connection\nname: orders-db\nconnectorType: postgres\nconfig: { host: db.example.com }\n',
  'tenants/acme-corp/products/revenue/product.yaml':
    'product:\n  name: revenue\n  namespace: sales\n  version: "1.0.0"\n  archetype: source\n  description: Revenue.\n  owner: data@acme-corp.com\n',
  'tenants/acme-corp/products/revenue/inputs.yaml':
    'inputs:\n  - name: orders\n    kind: source\n    connection: orders-db\n    resource: public.orders\n    strategy: cdc\n',
  'tenants/acme-corp/products/revenue/transform.sql': "SELECT 1 AS one FROM {{ ref('orders') }}\n",
  'tenants/acme-corp/products/revenue/governance.yaml':
    'apiVersion: akili/v1\nkind: Governance\nclassification: internal\n',
  'tenants/acme-corp/products/revenue/compute.yaml': 'compute:\n  engine: dagster\n',
};

export const product = 'tenants/acme-corp/products/revenue';

/** A snapshot of the whole repository with changes; `undefined` removes a file. */
export function snapshotWith(
  changes: { readonly [path: string]: string | undefined },
  findings: readonly Finding[] = [],
): Snapshot {
  const files = Object.entries({ ...wholeFiles, ...changes })
    .flatMap(([path, text]): SourceFile[] => (text === undefined ? [] : [{ path, text }]))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, findings };
}

/** What reading a repository finds: `CODE path 1:2-3:4`, sorted. */
export function findingsOf(snapshot: Snapshot): readonly string[] {
  const locate = createLocator(snapshot);
  return readManifests(snapshot)
    .findings.map(({ code, place }) => {
      const location = place && locate(place);
      return [code, location?.file ?? '-', writeRange(location?.range)].join(' ').trim();
    })
    .sort();
}

/**
 * Reads the whole repository with one file changed, in which «» mark where a finding is expected: gives what is found
 * and what is marked in the same form, to be compared.
 */
export function findMarked(path: string, text: string, ...codes: readonly string[]) {
  const { plain, ranges } = unmark(text);
  const expected = codes.map((code, index) => `${code} ${path} ${writeRange(ranges[index])}`.trim()).sort();
  return { found: findingsOf(snapshotWith({ [path]: plain })), expected };
}

/** Takes the marks out of a text. */
export function unmark(text: string): { readonly plain: string; readonly ranges: readonly Range[] } {
  const ranges: Range[] = [];
  let plain = '';
  let start: Range['start'] | undefined;
  for (const char of text) {
    const position = () => {
      const line = plain.split('\n').length;
      return { line, column: plain.length - plain.lastIndexOf('\n') };
    };
    if (char === '«') start = position();
    else if (char === '»' && start !== undefined) ranges.push({ start, end: position() });
    else plain += char;
  }
  return { plain, ranges };
}

function writeRange(range: Range | undefined): string {
  if (range === undefined) return '';
  return `${range.start.line}:${range.start.column}-${range.end.line}:${range.end.column}`;
}
