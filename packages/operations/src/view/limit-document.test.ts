import type { Diagnostic } from '@akili/diagnostics';
import type { Document } from '@akili/report';
import { expect, it } from 'vitest';
import { limitDocument } from './limit-document.ts';

const finding = (more: Partial<Diagnostic>): Diagnostic => ({
  ...{ code: 'REF101', severity: 'error', title: 'Unknown input', message: 'x' },
  ...more,
});

it('findings of another tenant go, by their subject and by their file, and so do places in its files', () => {
  const own = finding({ tenant: 'acme-corp', file: 'tenants/acme-corp/tenant.yaml' });
  const general = finding({ file: 'akili.yaml' });
  const range = { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };
  const pointing = finding({
    tenant: 'acme-corp',
    related: [
      { file: 'tenants/globex-inc/tenant.yaml', range, message: 'the other one' },
      { file: 'tenants/acme-corp/tenant.yaml', range, message: 'this one' },
    ],
  });
  const diagnostics = [
    ...[own, general, pointing],
    ...[finding({ tenant: 'globex-inc' }), finding({ file: 'tenants/globex-inc/products/x/product.yaml' })],
  ];
  const summary = { errors: 5, warnings: 0, tenants: 1, products: 1 };
  expect(limitDocument({ kind: 'validation', diagnostics, summary }, 'acme-corp')).toEqual({
    kind: 'validation',
    summary,
    diagnostics: [own, general, { ...pointing, related: [pointing.related?.[1]] }],
  });
});

it('items of lists go by their tenant and by their file', () => {
  const items = [
    { tenant: 'acme-corp', name: 'a' },
    { tenant: 'globex-inc', name: 'b' },
    { file: 'tenants/globex-inc/tenant.yaml' },
    { file: 'tenants/acme-corp/tenant.yaml' },
    { name: 'c' },
  ];
  const document: Document = { kind: 'list', columns: ['name'], items };
  expect(limitDocument(document, 'acme-corp')).toEqual({ ...document, items: [items[0], items[3], items[4]] });
});

it('a plan that reaches beyond the tenant is never shown in part', () => {
  const plan = { changes: [{ tenant: 'platform' }, { tenant: 'globex-inc' }] };
  const document = { kind: 'plan', plan } as unknown as Document;
  expect(() => limitDocument(document, 'acme-corp')).toThrow('a plan under a profile reaches beyond its tenant');
  const own = { kind: 'plan', plan: { changes: [{ tenant: 'platform' }, { tenant: 'acme-corp' }] } };
  expect(limitDocument(own as unknown as Document, 'acme-corp')).toBe(own);
});
