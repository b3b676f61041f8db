import type { Finding, Subject } from '@akili/diagnostics';
import { documents, type DocumentName, type WrittenDocument } from '../documents/documents.ts';
import * as validators from '../generated/validators.js';
import type { ValidationError } from '../generated/validators.js';
import { explain, meantKey, repeatedItem } from './explain.ts';
import { pathOf } from './pointer.ts';
import { prune } from './prune.ts';

/** What is left of a document once its mistakes are taken out; without a value when nothing is. */
export interface Validation<T> {
  readonly value: T | undefined;
  readonly findings: readonly Finding[];
}

/** More mistakes than these in one file help nobody. */
const mostFindings = 50;

/**
 * Holds a document against its schema. Changes `value`: what is wrong is taken out of it. What stands at `refused`
 * (JSON pointers) is taken out as well, without a word.
 */
export function validate<N extends DocumentName>(
  name: N,
  file: string,
  value: unknown,
  subject: Subject,
  refused: readonly string[] = [],
): Validation<WrittenDocument<N>> {
  const validator = validators[name];
  const valid = validator(value);
  if (valid && refused.length === 0) return { value: value as WrittenDocument<N>, findings: [] };
  const within = (pointer: string): boolean =>
    refused.some((outer) => pointer === outer || pointer.startsWith(`${outer}/`));
  const errors = (valid ? [] : (validator.errors ?? [])).filter((error) => !within(error.instancePath));
  const schema = documents[name].json;
  // A misspelt key is one mistake: that the right one is missing follows from it.
  const meant = new Set(
    errors
      .filter((error) => error.keyword === 'additionalProperties')
      .map((error) => `${error.instancePath}\n${meantKey(schema, value, error)}`),
  );
  const follows = (error: ValidationError): boolean =>
    error.keyword === 'required' && meant.has(`${error.instancePath}\n${String(error.params['missingProperty'])}`);
  const said = errors.filter((error) => !follows(error));
  const findings = said.slice(0, mostFindings).flatMap((error) => explain(file, schema, value, error, subject) ?? []);
  // All paths first: taking one thing out hides what is below it.
  const paths = [...refused.map((pointer) => pathOf(value, pointer)), ...errors.map((error) => pathTo(value, error))];
  const usable = paths.map((path) => prune(value, schema, path)).every(Boolean);
  return { value: usable ? (value as WrittenDocument<N>) : undefined, findings };
}

/** The path to what an error is about: the key that should not be there, the item that is there already. */
function pathTo(value: unknown, error: ValidationError): readonly (string | number)[] {
  const path = pathOf(value, error.instancePath);
  if (error.keyword === 'additionalProperties') return [...path, String(error.params['additionalProperty'])];
  if (error.keyword === 'uniqueItems') return [...path, repeatedItem(error)];
  if (error.keyword === 'propertyNames') return [...path, String(error.params['propertyName'])];
  return path;
}
