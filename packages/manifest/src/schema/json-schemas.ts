import { documentNames, documents, type DocumentName } from '../documents/documents.ts';
import type { JsonSchema } from './schema.ts';

/** The JSON Schema files that editors use, by file name; the same bytes every time. */
export function generateSchemas(): ReadonlyMap<string, string> {
  return new Map(
    documentNames.map((name) => [`${name}.schema.json`, `${JSON.stringify(jsonSchema(name), undefined, 2)}\n`]),
  );
}

function jsonSchema(name: DocumentName): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `urn:akili:schema:${name}`,
    title: `${name}.yaml`,
    ...documents[name].json,
  };
}
