import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: { readonly [status: string]: Response | Reference };
}
interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: object;
}
interface Reference {
  readonly $ref: string;
}
interface Response {
  readonly content?: Content;
}
type Content = { readonly [type: string]: { readonly schema: object } };

interface Description {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  readonly components: { readonly [section: string]: { readonly [name: string]: unknown } };
}

/** One operation of GitHub's REST interface with what it accepts and answers. */
export interface DescribedOperation {
  readonly id: string;
  readonly method: string;
  /** Path segments; a name in braces matches anything. */
  readonly segments: readonly string[];
  /** What is wrong with a request's query; undefined when nothing is. */
  query(query: { readonly [name: string]: string }): string | undefined;
  /** What is wrong with a request's body; undefined when nothing is. */
  body(body: unknown): string | undefined;
  /** What is wrong with an answer; undefined when nothing is. */
  answer(status: number, body: unknown): string | undefined;
}

/** GitHub's published OpenAPI description (MIT), cut down by `trim-description.mjs` to what we call. */
export function readDescription(): readonly DescribedOperation[] {
  const text = readFileSync(new URL('description.json', import.meta.url), 'utf8');
  const description = nullable(JSON.parse(text) as Description) as Description;
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: false });
  ajv.addSchema({ $id: 'github', components: description.components });
  const compiled = new Map<object, ValidateFunction>();
  const problemOf = (schema: object, value: unknown): string | undefined => {
    const validate = compiled.get(schema) ?? ajv.compile(absolute(schema) as object);
    compiled.set(schema, validate);
    return validate(value) ? undefined : ajv.errorsText(validate.errors, { dataVar: 'it' });
  };
  const resolve = <T>(held: T | Reference): T => {
    if (typeof held !== 'object' || held === null || !('$ref' in held)) return held as T;
    const [, section = '', name = ''] = /^#\/components\/([^/]+)\/(.+)$/.exec(held.$ref) ?? [];
    return description.components[section]?.[name] as T;
  };
  return Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): DescribedOperation => {
      const parameters = (operation.parameters ?? []).map((one) => resolve<Parameter>(one));
      return {
        id: operation.operationId,
        method: method.toUpperCase(),
        segments: path.split('/').slice(1),
        query: (query) => queryProblem(parameters, query, problemOf),
        body(body) {
          const schema = operation.requestBody?.content['application/json']?.schema;
          if (schema === undefined) return body === undefined ? undefined : 'it takes no body';
          if (body === undefined) return operation.requestBody?.required === false ? undefined : 'it has no body';
          return problemOf(schema, body);
        },
        answer(status, body) {
          const response = operation.responses[status];
          if (response === undefined) return `${status} is not among its answers`;
          const schema = resolve<Response>(response).content?.['application/json']?.schema;
          return schema === undefined ? undefined : problemOf(schema, body);
        },
      };
    }),
  );
}

function queryProblem(
  parameters: readonly Parameter[],
  query: { readonly [name: string]: string },
  problemOf: (schema: object, value: unknown) => string | undefined,
): string | undefined {
  for (const [name, text] of Object.entries(query)) {
    const parameter = parameters.find((one) => one.in === 'query' && one.name === name);
    if (parameter === undefined) return `it takes no ${name}`;
    const value = /^\d+$/.test(text) ? Number(text) : text;
    const problem = problemOf(parameter.schema, value) === undefined || problemOf(parameter.schema, text) === undefined;
    if (!problem) return `${name} is ${text}`;
  }
  const missing = parameters.find((one) => one.in === 'query' && one.required === true && !(one.name in query));
  return missing === undefined ? undefined : `it has no ${missing.name}`;
}

/** OpenAPI 3.0's `nullable` as JSON Schema has it. */
function nullable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nullable);
  if (value === null || typeof value !== 'object') return value;
  const { nullable: mayBeNull, ...rest } = value as { readonly [key: string]: unknown };
  const plain = Object.fromEntries(Object.entries(rest).map(([key, held]) => [key, nullable(held)]));
  return mayBeNull === true ? { anyOf: [plain, { type: 'null' }] } : plain;
}

/** References into the components as references to the one schema that holds them. */
function absolute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(absolute);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [
      key,
      key === '$ref' && typeof held === 'string' ? `github${held}` : absolute(held),
    ]),
  );
}
