import { inexactNumber, type DocumentPath } from '@akili/diagnostics';
import { isExactNumber, writtenNumber, type Document } from '@akili/manifest';
import type { Scope } from './scope.ts';

type Values = { readonly [name: string]: string | number | boolean };

/** The `vars` at a path. Numbers that YAML cannot keep are refused: they would become another literal. */
export function bindVars(
  document: Document<unknown>,
  path: DocumentPath,
  vars: { readonly [name: string]: string | number | boolean | undefined } | undefined,
  scope: Scope,
): Values {
  const values: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(vars ?? {})) {
    if (value === undefined) continue;
    const at = [...path, name];
    if (typeof value === 'number' && !isExactNumber(document, at, value)) {
      const place = { file: document.file, path: at };
      scope.findings.push(inexactNumber.at(place, { number: writtenNumber(document, at, value) }, scope.subject));
    } else values[name] = value;
  }
  return values;
}
