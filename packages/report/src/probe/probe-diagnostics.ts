import { accessNotDeclared, located, type Diagnostic } from '@akili/diagnostics';
import type { IsolationProbe } from './isolation-probe.ts';
import { attemptWords } from './probe-words.ts';

/** For formats that know nothing but findings: foreign access, and every attempt that went through as one more. */
export function probeDiagnostics({ violations, attempts }: IsolationProbe): readonly Diagnostic[] {
  const through = attempts
    .filter(({ outcome }) => outcome === 'violated')
    .map((attempt) => {
      const { engine, tenant, other } = attempt;
      // A report for one tenant speaks of that tenant alone.
      const whose = other ?? tenant;
      const reason = `the login of \`${tenant}\` could ${attemptWords(attempt)}`;
      return located(
        accessNotDeclared.at(undefined, { tenant: whose, address: engine, reason }, { tenant: whose }),
        undefined,
      );
    });
  return [...violations, ...through];
}
