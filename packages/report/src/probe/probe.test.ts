import { expect, test } from 'vitest';
import { plainPalette } from '../palette.ts';
import type { IsolationProbe } from './isolation-probe.ts';
import { probeDiagnostics } from './probe-diagnostics.ts';
import { probeMarkdown } from './probe-markdown.ts';
import { probeText } from './probe-text.ts';

const probe: IsolationProbe = {
  environment: 'production',
  holds: false,
  pairs: 'sample',
  counts: [
    {
      engine: 'lookup',
      driver: 'postgres',
      tenant: 'acme-corp',
      tried: 3,
      refused: 1,
      disclosed: 1,
      violated: 1,
      undecided: 0,
    },
    {
      engine: 'events',
      driver: 'kafka',
      tenant: 'acme-corp',
      tried: 1,
      refused: 1,
      disclosed: 0,
      violated: 0,
      undecided: 0,
    },
  ],
  attempts: [
    {
      engine: 'lookup',
      tenant: 'acme-corp',
      other: 'globex-inc',
      action: 'list',
      what: 'names in the catalogs',
      name: 'tenant_globex_inc__*',
      outcome: 'disclosed',
    },
    {
      engine: 'lookup',
      tenant: 'acme-corp',
      other: 'globex-inc',
      action: 'grant',
      what: 'a role',
      name: 'tenant_globex_inc__owner',
      outcome: 'refused',
    },
    {
      engine: 'lookup',
      tenant: 'acme-corp',
      action: 'read',
      what: 'a table',
      outcome: 'violated',
      detail: 'rows\u001b[31m came back',
    },
    {
      engine: 'events',
      tenant: 'acme-corp',
      other: 'globex-inc',
      action: 'list',
      what: 'topics',
      name: 'globex-inc.*',
      outcome: 'refused',
    },
  ],
  violations: [],
  notProbed: ['The compute engine: its driver `dagster` has no probe.'],
};
const context = { palette: plainPalette, sourceOf: () => undefined, version: '0.0.0' };

test('text: engine by engine, with what was not plainly refused, worst first', () => {
  expect([...probeText(probe, context)].join('')).toBe(`lookup (postgres)
  x acme-corp: 3 tried: 1 refused, 1 disclosed, 1 violated
      VIOLATED: read a table of another tenant: rows\\u{1b}[31m came back
      disclosed: list names in the catalogs (tenant_globex_inc__*) of globex-inc

events (kafka)
  + acme-corp: 1 tried: 1 refused

not probed: The compute engine: its driver \`dagster\` has no probe.
Isolation in production: VIOLATED (1 attempt of 4 went through, 0 findings)
`);
});

test('markdown: a table of counts, and one of what was not plainly refused', () => {
  expect([...probeMarkdown(probe)].join('')).toBe(`## Isolation in <code>production</code>: **VIOLATED**

| Engine | Tenant | Tried | Refused | Disclosed | Undecided | Violated |
| --- | --- | --- | --- | --- | --- | --- |
| lookup (postgres) | <code>acme-corp</code> | 3 | 1 | 1 | 0 | **1** |
| events (kafka) | <code>acme-corp</code> | 1 | 1 | 0 | 0 | 0 |

| Outcome | Engine | Tenant | Attempt |
| --- | --- | --- | --- |
| **violated** | lookup | <code>acme-corp</code> | read a table of another tenant&#58; rows&#92;u&#123;1b&#125;&#91;31m came back |
| disclosed | lookup | <code>acme-corp</code> | list names in the catalogs &#40;tenant&#95;globex&#95;inc&#95;&#95;&#42;&#41; of globex-inc |


Not probed:

- The compute engine&#58; its driver <code>dagster</code> has no probe.
`);
});

test('findings: an attempt that went through is one, beside access that nobody declared', () => {
  const [list] = probe.attempts;
  const attempts = [...probe.attempts, { ...list!, outcome: 'violated' as const }];
  expect(probeDiagnostics({ ...probe, attempts }).map(({ code, tenant, message }) => [code, tenant, message])).toEqual([
    [
      ...['ISO209', 'acme-corp'],
      'Who may do what with `lookup` of `acme-corp` is not as it was applied, although the manifests did not change: the login of `acme-corp` could read a table of another tenant: rows\u001b[31m came back.',
    ],
    [
      ...['ISO209', 'globex-inc'],
      'Who may do what with `lookup` of `globex-inc` is not as it was applied, although the manifests did not change: the login of `acme-corp` could list names in the catalogs (tenant_globex_inc__*) of globex-inc.',
    ],
  ]);
});
