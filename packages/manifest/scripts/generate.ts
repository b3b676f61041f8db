import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generateSchemas } from '../src/schema/json-schemas.ts';
import { generateValidators } from './validators.ts';

// Writes `schemas/` and `src/generated/`: `npx tsx packages/manifest/scripts/generate.ts`.
const schemas = fileURLToPath(new URL('../../../schemas/', import.meta.url));
const generated = fileURLToPath(new URL('../src/generated/', import.meta.url));

mkdirSync(schemas, { recursive: true });
mkdirSync(generated, { recursive: true });
// Schemas of documents that are no manifests lie here too, made elsewhere.
const others: ReadonlySet<string> = new Set(['dagster-manifest.schema.json']);
for (const name of readdirSync(schemas)) if (name.endsWith('.schema.json') && !others.has(name)) rmSync(schemas + name);
for (const [name, text] of generateSchemas()) writeFileSync(schemas + name, text);
writeFileSync(`${generated}validators.js`, generateValidators());
