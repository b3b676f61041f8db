import type { DocumentPath } from '@akili/diagnostics';
import type { Document } from '../tree.ts';
import { plainDecimal } from './plain-decimal.ts';

/** A number as it was written, in plain decimal digits; undefined where it is not finite or has no end. */
export function decimalOf(document: Document<unknown>, path: DocumentPath, value: number): string | undefined {
  return plainDecimal(writtenNumber(document, path, value));
}

/** False when the number that YAML reads is not the one that was written: too many digits, or not finite. */
export function isExactNumber(document: Document<unknown>, path: DocumentPath, value: number): boolean {
  const written = document.numbers?.get(JSON.stringify(path));
  if (written === undefined) return true;
  const exact = plainDecimal(written);
  return exact !== undefined && exact === plainDecimal(String(value));
}

/** The text of a number as the file has it. */
export function writtenNumber(document: Document<unknown>, path: DocumentPath, value: number): string {
  return document.numbers?.get(JSON.stringify(path)) ?? String(value);
}
