import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { launchers } from '../../scripts/build-launchers.mjs';

test('the committed launchers are what `npm run generate` makes', async () => {
  const made = await launchers();
  const committed = [...made.keys()].map((path) => [
    path,
    readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'),
  ]);
  expect(new Map(committed as [string, string][])).toEqual(made);
});

test('a launcher holds no code of the actions', async () => {
  const made = await launchers();
  for (const [path, text] of made) expect([path, text.length < 8_000]).toEqual([path, true]);
});
