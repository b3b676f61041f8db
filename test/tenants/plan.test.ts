import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from 'akili';
import { expect, test } from 'vitest';
import { scriptHost } from '../cli/script-host.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const snapshot = join(repository, 'test/tenants/plan.json');

test('the first plan of the tenants of this repository is the committed document', async () => {
  const root = mkdtempSync(join(tmpdir(), 'akili-tenants-plan-'));
  for (const name of ['akili.yaml', 'policies', 'tenants']) {
    cpSync(join(repository, name), join(root, name), { recursive: true });
  }
  const world = scriptHost(root, []);
  const exit = await main(['plan', '--format', 'json'], world.host);
  rmSync(root, { recursive: true });
  expect(exit).toBe(0);
  const text = `${JSON.stringify(JSON.parse(world.stdout()), undefined, 2)}\n`;
  if (process.env['BLESS'] === '1') writeFileSync(snapshot, text);
  expect(text).toBe(readFileSync(snapshot, 'utf8'));
});
