import type { Snapshot } from '@akili/model';
import { expect, it } from 'vitest';
import { platformFileChanges } from './platform-file-changes.ts';

const snapshot = (files: { readonly [path: string]: string }): Snapshot =>
  ({ files: Object.entries(files).map(([path, text]) => ({ path, text })), findings: [] }) as unknown as Snapshot;

it('tells of the platform’s files and of no other', () => {
  const before = snapshot({
    'akili.yaml': 'a',
    'policies/pii.yaml': 'p',
    'tenants/acme-corp/tenant.yaml': 't',
    'tenants/acme-corp/products/daily_revenue/product.yaml': 'x',
    'tenants/globex-inc/tenant.yaml': 'g',
  });
  const after = snapshot({
    'akili.yaml': 'a',
    'policies/new.yaml': 'n',
    'tenants/acme-corp/tenant.yaml': 't2',
    'tenants/acme-corp/products/daily_revenue/product.yaml': 'y',
    'tenants/globex-inc/tenant.yaml': 'g',
  });
  expect(
    platformFileChanges(before, after).map(({ code, message, tenant }) => [code, message.split(':')[0], tenant]),
  ).toEqual([
    ['PLN205', '`policies/new.yaml` was added', undefined],
    ['PLN205', '`policies/pii.yaml` was removed', undefined],
    ['PLN205', '`tenants/acme-corp/tenant.yaml` was changed', 'acme-corp'],
  ]);
  expect(platformFileChanges(before, before)).toEqual([]);
});
