import type { Finding, Subject } from '@akili/diagnostics';
import type { SourceFile } from '@akili/model';
import type { DocumentName, WrittenDocument } from '../documents/documents.ts';
import type { Document } from '../tree.ts';
import { validate } from '../validate/validate.ts';
import { newerForm } from '../validate/newer-form.ts';
import { unsupportedIntents } from '../validate/unsupported-intents.ts';
import { readExactly } from './exact-yaml.ts';
import { readFast } from './fast-yaml.ts';

export interface DocumentReading<N extends DocumentName> {
  /** Undefined when nothing of the file can be used. */
  readonly document: Document<WrittenDocument<N>> | undefined;
  readonly findings: readonly Finding[];
}

/** Reads one manifest: YAML, then the schema of its document. */
export function readDocument<N extends DocumentName>(name: N, file: SourceFile, subject: Subject): DocumentReading<N> {
  const fast = readFast(file.text);
  const reading =
    fast === undefined ? readExactly(file.path, file.text, `${name}.yaml`, subject) : { ...fast, ...nothingSpecial };
  if (reading.findings.length > 0) return { document: undefined, findings: reading.findings };
  const newer = newerForm(name, file.path, reading.value, subject);
  if (newer !== undefined) return { document: undefined, findings: [newer] };
  const intents = name === 'serving' ? unsupportedIntents(file.path, reading.value, subject) : [];
  const refused = intents.map((intent) => intent.pointer);
  const { value, findings } = validate(name, file.path, reading.value, subject, refused);
  const all = intents.length === 0 ? findings : [...intents.map((intent) => intent.finding), ...findings];
  if (value === undefined) return { document: undefined, findings: all };
  const numbers = reading.numbers.size > 0 ? { numbers: reading.numbers } : {};
  return { document: { file: file.path, value, broken: all.length > 0, ...numbers }, findings: all };
}

const nothingSpecial = { findings: [], numbers: new Map<string, string>() } as const;
