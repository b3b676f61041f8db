import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import type { SourceFile } from '@akili/model';
import { readFolder } from '@akili/testkit';
import { closeParser, compileFiles } from '../support/compile-files.ts';

const tenants = readFolder(fileURLToPath(new URL('../../tenants', import.meta.url))).map((file) => ({
  ...file,
  path: `tenants/${file.path}`,
}));
const platform = {
  path: 'akili.yaml',
  text: 'apiVersion: akili/v1\nkind: Platform\nenvironments:\n  local: { embedded: true }\n',
};
const acme = 'tenants/acme-corp/products/daily_revenue';

/** What acme-corp writes, one letter away from names of globex-inc, or exactly them. */
const mistakes: readonly (readonly [what: string, file: string, from: string, to: string])[] = [
  ['connection', `${acme}/inputs.yaml`, 'connection: acme-orders-db', 'connection: globex-finance-d'],
  ['connection, exactly', `${acme}/inputs.yaml`, 'connection: acme-orders-db', 'connection: globex-finance-db'],
  ['resource', `${acme}/inputs.yaml`, 'resource: public.orders', 'resource: public.transaction'],
  ['ref', `${acme}/transform.sql`, "ref('orders')", "ref('weekly_transaction_summar')"],
  ['ref, exactly', `${acme}/transform.sql`, "ref('orders')", "ref('weekly_transaction_summary')"],
  ['column', `${acme}/transform.sql`, 'o.region', 'o.counterpart'],
  ['team', `${acme}/governance.yaml`, 'team: sales-analytics', 'team: finance-engineerin'],
  ['team, exactly', `${acme}/governance.yaml`, 'team: sales-analytics', 'team: finance-engineering'],
  ['index', `${acme}/serving.yaml`, '[date, region]', '[week_star, region]'],
  [
    'secret',
    'tenants/acme-corp/connections/acme-orders-db.yaml',
    'env:AKILI_ACME_CORP__ORDERS_DB',
    'env:AKILI_GLOBEX_INC__FINANCE_DB',
  ],
  [
    'id',
    'tenants/acme-corp/tenant.yaml',
    '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d',
    'b2d9e7f1-3c58-4e6a-8d21-5f7a9c0b4e62',
  ],
];

afterAll(closeParser);

function broken(path: string, from: string, to: string): readonly SourceFile[] {
  const files = [platform, ...tenants].map((file) =>
    file.path === path ? { ...file, text: file.text.replaceAll(from, to) } : file,
  );
  if (JSON.stringify(files) === JSON.stringify([platform, ...tenants])) throw new Error(`${path} has no ${from}`);
  return files;
}

test.each(mistakes)(
  '%s: what acme-corp is told is the same whether globex-inc exists or not',
  async (what, path, from, to) => {
    const together = await compileFiles(broken(path, from, to), { tenants: ['acme-corp'] });
    const alone = await compileFiles(
      broken(path, from, to).filter((file) => !file.path.startsWith('tenants/globex-inc/')),
      { tenants: ['acme-corp'] },
    );
    const told = together.diagnostics.filter((one) => one.code !== 'TNT103');
    expect(told).toEqual(alone.diagnostics);
    // An id is the one thing whose use elsewhere must be told; even then nothing says by whom.
    expect(together.diagnostics.length - told.length).toBe(what === 'id' ? 1 : 0);
    expect(together.diagnostics.some((one) => one.severity === 'error')).toBe(true);
    const written = to.toLowerCase();
    for (const word of ['globex', 'weekly_transaction', 'compliance', 'finance-engineering', 'counterparty']) {
      if (!written.includes(word)) expect(JSON.stringify(together.diagnostics).toLowerCase()).not.toContain(word);
    }
  },
);
