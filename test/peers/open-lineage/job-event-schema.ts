const text = { type: 'string' } as const;
const uri = { type: 'string', format: 'uri' } as const;
const listOf = (items: object) => ({ type: 'array', items });

const baseFacet = {
  type: 'object',
  properties: { _producer: uri, _schemaURL: uri },
  required: ['_producer', '_schemaURL'],
};

const inputField = {
  type: 'object',
  properties: {
    namespace: text,
    name: text,
    field: text,
    transformations: listOf({
      type: 'object',
      properties: {
        type: { enum: ['DIRECT', 'INDIRECT'] },
        subtype: text,
        description: text,
        masking: { type: 'boolean' },
      },
      required: ['type'],
    }),
  },
  required: ['namespace', 'name', 'field'],
};

const schemaFacet = {
  allOf: [
    baseFacet,
    {
      properties: {
        fields: listOf({
          type: 'object',
          properties: { name: text, type: text, description: text },
          required: ['name'],
        }),
      },
    },
  ],
};

const columnLineageFacet = {
  allOf: [
    baseFacet,
    {
      properties: {
        fields: {
          type: 'object',
          additionalProperties: {
            type: 'object',
            properties: { inputFields: listOf(inputField) },
            required: ['inputFields'],
          },
        },
        dataset: listOf(inputField),
      },
      required: ['fields'],
    },
  ],
};

const dataset = {
  type: 'object',
  properties: {
    namespace: text,
    name: text,
    facets: {
      type: 'object',
      properties: { schema: schemaFacet, columnLineage: columnLineageFacet },
      additionalProperties: baseFacet,
    },
  },
  required: ['namespace', 'name'],
};

/** A JobEvent of OpenLineage 2-0-2 with the facets for schemas and column lineage; see the README for its source. */
export const jobEventSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: {
    eventTime: { type: 'string', format: 'date-time' },
    producer: uri,
    schemaURL: uri,
    job: {
      type: 'object',
      properties: { namespace: text, name: text, facets: { type: 'object', additionalProperties: baseFacet } },
      required: ['namespace', 'name'],
    },
    inputs: listOf(dataset),
    outputs: listOf(dataset),
  },
  required: ['eventTime', 'producer', 'schemaURL', 'job'],
  not: { required: ['run'] },
};
