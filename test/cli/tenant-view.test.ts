import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from 'akili';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scriptHost } from './script-host.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
let root = '';

/** Both tenants are applied, then both are edited, and the other one is broken: there is much to say about it. */
beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'akili-view-')));
  for (const name of ['akili.yaml', 'policies', 'tenants']) {
    cpSync(join(repository, name), join(root, name), { recursive: true });
  }
  expect(await main(['apply', '--yes'], scriptHost(root, []).host)).toBe(0);
  const edit = (path: string, text: string): void => writeFileSync(join(root, 'tenants', path), text);
  edit('globex-inc/products/weekly_transaction_summary/transform.sql', "SELECT 1 AS n FROM {{ ref('nothing') }}\n");
  edit('globex-inc/connections/globex-finance-db.yaml', 'kind: [\n');
  edit('acme-corp/products/daily_revenue/compute.yaml', 'compute:\n  engine: dagster\n  schedule: "0 7 * * *"\n');
  rmSync(join(root, '.akili/local/events'), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const commands = [
  ['validate', 0],
  ['compile', 0],
  ['lineage', 0],
  ['plan', 0],
  ['drift', 2],
  ['destroy', 4],
  ['apply --yes', 0],
] as const;

describe.each(['text', 'json', 'ndjson', 'sarif', 'github', 'markdown'])('with --tenant acme-corp, as %s', (format) => {
  it.each(commands)('%s says nothing of another tenant', async (command, exit) => {
    const world = scriptHost(root, []);
    const argv = [...command.split(' '), '--tenant', 'acme-corp', '--format', format];
    const expected = format !== 'text' && command === 'drift' ? [0, 2] : [exit];
    expect(expected).toContain(await main(argv, world.host));
    expect(`${world.stdout()}${world.stderr()}`).not.toMatch(/globex|weekly_transaction|b2d9e7f1|finance/i);
  });
});

it('without it, the errors of the other tenant are said', async () => {
  const world = scriptHost(root, []);
  expect(await main(['validate'], world.host)).toBe(3);
  expect(world.stdout()).toMatch(/^tenants\/globex-inc\/.* error /m);
});
