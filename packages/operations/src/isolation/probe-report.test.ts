import type { Diagnostic } from '@akili/diagnostics';
import type { ProbeFinding } from '@akili/resource';
import { expect, test } from 'vitest';
import { probeReport, type ProbedTenant, type ProbeReportInput } from './probe-report.ts';

const finding = (outcome: ProbeFinding['outcome']): ProbeFinding => ({
  ...{ other: 'globex-inc', action: 'read', what: 'a table', name: 'tenant_globex_inc__finance.summary' },
  ...{ outcome, detail: 'rows of tenant_globex_inc__finance.summary came back' },
});
const violation = (tenant: string): Diagnostic => ({
  ...{ code: 'ISO209', severity: 'error', title: 'Access was changed by hand', message: `of ${tenant}`, tenant },
});
const probed: ProbedTenant = {
  engine: 'lookup',
  driver: 'postgres',
  tenant: 'acme-corp',
  findings: [finding('refused'), finding('violated')],
};
const input: Omit<ProbeReportInput, 'only'> = {
  ...{ environment: 'production', pairs: 'sample', violations: [], notProbed: [] },
  probed: [probed],
};

test("the platform's report says whose things were reached, and by whom", () => {
  const { holds, counts, attempts } = probeReport({ ...input, only: undefined });
  expect(holds).toBe(false);
  expect(counts).toEqual([
    {
      ...{ engine: 'lookup', driver: 'postgres', tenant: 'acme-corp' },
      ...{ tried: 2, refused: 1, disclosed: 0, violated: 1, undecided: 0 },
    },
  ]);
  expect(attempts[1]).toEqual({ engine: 'lookup', tenant: 'acme-corp', ...finding('violated') });
});

test('the report of one tenant names nobody else', () => {
  const violations = [violation('acme-corp'), violation('globex-inc')];
  const report = probeReport({ ...input, violations, only: ['acme-corp'] });
  expect(report.attempts[1]).toEqual({
    ...{ engine: 'lookup', tenant: 'acme-corp', action: 'read', what: 'a table', outcome: 'violated' },
  });
  expect(report.violations).toEqual([violation('acme-corp')]);
  expect(JSON.stringify(report)).not.toMatch(/globex/);
});

test('what is disclosed or undecided breaks nothing; foreign access does', () => {
  const calm = { ...probed, findings: [finding('disclosed'), finding('undecided')] };
  expect(probeReport({ ...input, probed: [calm], only: undefined }).holds).toBe(true);
  const violations = [violation('acme-corp')];
  expect(probeReport({ ...input, probed: [calm], violations, only: undefined }).holds).toBe(false);
});
