import {
  didYouMean,
  duplicateItem,
  missingKey,
  notOneOf,
  outOfRange,
  unknownKey,
  wrongForm,
  wrongType,
  type Finding,
  type Place,
  type Subject,
} from '@akili/diagnostics';
import type { ValidationError } from '../generated/validators.js';
import { forms } from '../schema/forms.ts';
import type { JsonSchema } from '../schema/schema.ts';
import { kindOf, typeWords } from './kind.ts';
import { pathOf, schemaAt, valueAt } from './pointer.ts';

/** Turns an error of the validator into a finding; undefined where another error already says it. */
export function explain(
  file: string,
  schema: JsonSchema,
  document: unknown,
  error: ValidationError,
  subject: Subject,
): Finding | undefined {
  const path = pathOf(document, error.instancePath);
  const place: Place = { file, path };
  const key: Place = { file, path, part: 'key' };
  const value = valueAt(document, path);
  const at = schemaAt(schema, error.schemaPath);
  switch (error.keyword) {
    case 'additionalProperties': {
      const name = error.params['additionalProperty'] as string;
      const known = Object.keys((at['properties'] ?? {}) as JsonSchema);
      const suggestion = meantKey(schema, document, error);
      return unknownKey.at({ file, path: [...path, name], part: 'key' }, { key: name, known, suggestion }, subject);
    }
    case 'required': {
      const name = error.params['missingProperty'] as string;
      return missingKey.at(path.length === 0 ? { file } : key, { key: name, example: exampleOf(at, name) }, subject);
    }
    case 'type':
      return wrongType.at(value === null ? key : place, { expected: typeWords(at), found: kindOf(value) }, subject);
    case 'enum': {
      if (typeof value !== 'string') return undefined;
      return oneOf(place, value, error.params['allowedValues'] as readonly string[], subject);
    }
    case 'discriminator': {
      const tag = error.params['tag'] as string;
      const tagPlace = { file, path: [...path, tag] };
      const tagValue = (value as Record<string, unknown> | null)?.[tag];
      if (typeof tagValue === 'string') return oneOf(tagPlace, tagValue, tagsOf(at, tag), subject);
      // A missing tag is said by `required`.
      if (tagValue === undefined) return undefined;
      return wrongType.at(tagPlace, { expected: 'a text', found: kindOf(tagValue) }, subject);
    }
    case 'pattern': {
      // The pattern of a mapping's keys fails at the mapping; `propertyNames` says it.
      return typeof value === 'string' ? badForm(place, at, value, subject) : undefined;
    }
    case 'propertyNames': {
      const name = error.params['propertyName'] as string;
      const of = (at['propertyNames'] ?? {}) as JsonSchema;
      return badForm({ file, path: [...path, name], part: 'key' }, of, name, subject);
    }
    case 'uniqueItems': {
      const index = repeatedItem(error);
      const item = String((value as readonly unknown[])[index]);
      return duplicateItem.at({ file, path: [...path, index] }, { item }, subject);
    }
    default:
      return outOfRange.at(value === '' ? key : place, { rule: ruleOf(error) }, subject);
  }
}

/** The index of the item that stands in a list for the second time. */
export function repeatedItem(error: ValidationError): number {
  return Math.max(Number(error.params['i']), Number(error.params['j']));
}

/** The key that the author of an unknown key most likely meant: a known one that is not there yet. */
export function meantKey(schema: JsonSchema, document: unknown, error: ValidationError): string | undefined {
  const properties = (schemaAt(schema, error.schemaPath)['properties'] ?? {}) as JsonSchema;
  const value = valueAt(document, pathOf(document, error.instancePath)) as object;
  const missing = Object.keys(properties).filter((name) => !Object.hasOwn(value, name));
  return didYouMean(error.params['additionalProperty'] as string, missing);
}

function oneOf(place: Place, value: string, allowed: readonly string[], subject: Subject): Finding {
  return notOneOf.at(place, { value: shown(value), allowed, suggestion: didYouMean(value, allowed) }, subject);
}

function badForm(place: Place, schema: JsonSchema, value: string, subject: Subject): Finding | undefined {
  const form = forms[schema['x-form'] as keyof typeof forms];
  // An empty text is too short already.
  if (value === '' && schema['minLength'] !== undefined) return undefined;
  return wrongForm.at(place, { value: shown(value), means: form.means, examples: form.examples }, subject);
}

/** The words that the branches of a `variants` schema give its tag. */
function tagsOf(schema: JsonSchema, tag: string): readonly string[] {
  return (schema['oneOf'] as readonly JsonSchema[]).flatMap((branch) => {
    const properties = branch['properties'] as { readonly [name: string]: JsonSchema };
    return (properties[tag]?.['enum'] ?? []) as readonly string[];
  });
}

function exampleOf(schema: JsonSchema, key: string): string | undefined {
  const property = ((schema['properties'] ?? {}) as { readonly [name: string]: JsonSchema })[key];
  const example = (property?.['examples'] as readonly string[] | undefined)?.[0];
  if (example !== undefined) return example;
  const words = property?.['enum'] as readonly string[] | undefined;
  return words?.length === 1 ? words[0] : undefined;
}

function ruleOf(error: ValidationError): string {
  const limit = String(error.params['limit']);
  switch (error.keyword) {
    case 'minLength':
      return 'not be empty';
    case 'maxLength':
      return `have at most ${limit} characters`;
    case 'minItems':
      return 'list at least one item';
    case 'minimum':
      return `be at least ${limit}`;
    case 'maximum':
      return `be at most ${limit}`;
    case 'exclusiveMinimum':
      return `be more than ${limit}`;
    default:
      throw new Error(`no words for the keyword ${error.keyword}`);
  }
}

/** A value as a message shows it: one line, not too long. */
function shown(value: string): string {
  const line = value.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
