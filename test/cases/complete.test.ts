import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { allDiagnostics } from '@akili/diagnostics';
import { scenarios } from '../scenarios/index.ts';

const names = readdirSync(fileURLToPath(new URL('.', import.meta.url)));

/** Examples in words, for what no repository of text files can bring about. */
const told = new Set(scenarios.map((one) => one.code));

test('every code has a bad case and its fixed twin, or an example in words', () => {
  const without = allDiagnostics()
    .map((one) => one.code)
    .filter((code) => {
      const bad = names.filter((name) => name.startsWith(`${code}-`) && !name.endsWith('.ok'));
      return !bad.some((name) => names.includes(`${name}.ok`)) && !told.has(code);
    });
  expect(without).toEqual([]);
});

test('every case is named after a code that exists, or a theme', () => {
  const codes = new Set(allDiagnostics().map((one) => one.code));
  const wrong = names.filter((name) => {
    const code = /^([A-Z]{2,3}\d{3})-/.exec(name)?.[1];
    return code !== undefined && !codes.has(code);
  });
  expect(wrong).toEqual([]);
});
