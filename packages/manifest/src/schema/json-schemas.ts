import { documentNames, documents, type DocumentName } from '../documents/documents.ts';
import type { JsonSchema } from './schema.ts';

/** What editors fetch a schema by; hints in manifests name the file relatively. */
const base = 'https://akili.systems/schemas/';

/** The JSON Schema files that editors use, by file name; the same bytes every time. */
export function generateSchemas(): ReadonlyMap<string, string> {
  return new Map(
    documentNames.map((name) => [`${name}.schema.json`, `${JSON.stringify(jsonSchema(name), undefined, 2)}\n`]),
  );
}

function jsonSchema(name: DocumentName): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${base}${name}.schema.json`,
    title: `${name}.yaml`,
    ...documents[name].json,
  };
}
