import { newerManifestForm, type Finding, type Subject } from '@akili/diagnostics';
import type { DocumentName } from '../documents/documents.ts';

const kinds: { readonly [name in DocumentName]?: string } = {
  product: 'DataProduct',
  inputs: 'Inputs',
  output: 'Output',
  serving: 'Serving',
  quality: 'Quality',
  compute: 'Compute',
};

/** Recognises a manifest in the platform's newer form, about which the schema would have nothing useful to say. */
export function newerForm(name: DocumentName, file: string, value: unknown, subject: Subject): Finding | undefined {
  const kind = kinds[name];
  if (kind === undefined || value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const written = value as Record<string, unknown>;
  const inNewerForm = written['kind'] === kind || 'metadata' in written;
  // `inputs:` stands at the top of both forms.
  if (!inNewerForm || (name !== 'inputs' && Object.hasOwn(written, name))) return undefined;
  const path = 'kind' in written ? ['kind'] : ['metadata'];
  return newerManifestForm.at({ file, path, part: 'key' }, { document: name }, subject);
}
