import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { blessScript } from './bless.ts';
import { runScript } from './run-script.ts';
import { readScript } from './script.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const scripts = readdirSync(here).filter((name) => name.endsWith('.txt'));

it.each(scripts)('%s', async (name) => {
  const path = join(here, name);
  const text = readFileSync(path, 'utf8');
  const compared = await runScript(readScript(text));
  if (process.env['BLESS'] === '1') {
    writeFileSync(path, blessScript(text, compared));
    return;
  }
  for (const { section, expected, actual } of compared) expect(actual, section).toBe(expected);
});
