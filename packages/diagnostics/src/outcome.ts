import type { Finding } from './diagnostic.ts';

/** A phase's answer: its value where there is one, and everything there is to say. Warnings stay on success. */
export interface Outcome<T> {
  readonly value: T | undefined;
  readonly findings: readonly Finding[];
}

/** True when at least one of the findings is an error. */
export function hasErrors(findings: readonly { readonly severity: string }[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}
