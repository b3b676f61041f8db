import { wrongForm } from '@akili/diagnostics';
import { decimalOf, forms, present, writtenNumber, type Document, type WrittenQuality } from '@akili/manifest';
import type { Check } from '@akili/model';
import type { Scope } from './scope.ts';

const decimal = new RegExp(forms.decimal.pattern);

/** `quality.yaml`. */
export function bindChecks(document: Document<WrittenQuality> | undefined, scope: Scope): readonly Check[] {
  if (document === undefined) return [];
  const { file } = document;
  return present(document.value.quality.checks).flatMap(([written, index]): Check[] => {
    const path = ['quality', 'checks', index];
    const threshold = bindThreshold(document, [...path, 'threshold'], written.threshold, scope);
    if (threshold === undefined) return [];
    return [
      {
        name: written.name,
        sql: { text: written.sql, place: { file, path: ['quality', 'checks', index, 'sql'] } },
        severity: written.severity,
        threshold,
        description: written.description,
        place: { file, path },
      },
    ];
  });
}

/** The threshold's own digits: as a number of JavaScript it could lose some, and then compare wrongly. */
function bindThreshold(
  document: Document<WrittenQuality>,
  path: readonly (string | number)[],
  written: number | string | undefined,
  scope: Scope,
): string | undefined {
  // Left out, or taken out since the schema refuses it: then it is not read a second time.
  if (written === undefined) return '0';
  if (typeof written === 'string') return written;
  const plain = decimalOf(document, path, written);
  if (plain !== undefined && decimal.test(plain)) return plain;
  const place = { file: document.file, path };
  const { means, examples } = forms.decimal;
  const value = writtenNumber(document, path, written).slice(0, 80);
  scope.findings.push(wrongForm.at(place, { value, means, examples }, scope.subject));
  return undefined;
}
