import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generateValidators } from '../scripts/validators.ts';
import { generateSchemas } from './schema/json-schemas.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

test.each([...generateSchemas()])('schemas/%s is what the documents say', (name, text) => {
  expect(readFileSync(at(`../../../schemas/${name}`), 'utf8')).toBe(text);
});

test('the validators are what the documents say', () => {
  expect(readFileSync(at('./generated/validators.js'), 'utf8')).toBe(generateValidators());
});
