import { defineDiagnostic } from '../define.ts';

export const duplicateCheck = defineDiagnostic<{ check: string }>({
  code: 'QLT101',
  severity: 'error',
  title: 'Check name used twice',
  message: (p) => `The product has two checks called \`${p.check}\`.`,
  help: () => 'Rename one of them.',
  why: 'Results are recorded by the name of the check.',
});

export const checkNotScalar = defineDiagnostic<{ check: string; columns: number }>({
  code: 'QLT102',
  severity: 'error',
  title: 'Check gives several columns',
  message: (p) => `\`${p.check}\` gives ${p.columns} columns, but only one value can be compared with the threshold.`,
  help: () => 'Select one number, e.g. `SELECT COUNT(*) FROM {{ this }} WHERE ...`.',
  why: 'A check is one number. Anything else counts as an error on every run.',
});

export const checkNotNumeric = defineDiagnostic<{ check: string; type: string }>({
  code: 'QLT103',
  severity: 'error',
  title: 'Check does not give a number',
  message: (p) => `\`${p.check}\` gives ${p.type}, which cannot be compared with a threshold.`,
  help: () => 'Count the bad rows instead, or turn the condition into 0 and 1.',
  why: 'A check passes when its value is at most the threshold, so the value must be a number.',
});

export const checkReadsNothing = defineDiagnostic<{
  check: string;
  /** Undefined where the value hangs on time or chance, so that it is not always the same. */
  always: 'same' | 'fails' | 'an error' | undefined;
}>({
  code: 'QLT201',
  severity: 'warning',
  title: 'Quality check does not read the data',
  message: (p) => {
    const value =
      p.always === undefined ? 'its value says nothing of the data' : 'it returns the same value whatever the data';
    const outcome = { same: '', fails: ', and always fails', 'an error': ', which is always an error' };
    return `Check \`${p.check}\` does not read \`{{ this }}\`, so ${value}${p.always ? outcome[p.always] : ''}.`;
  },
  help: () => 'Select from `{{ this }}`, or remove the check.',
  why: 'A check that always passes looks like a guarantee and is none; one that always fails stops every run.',
});

export const checkRowsUnclear = defineDiagnostic<{ check: string }>({
  code: 'QLT203',
  severity: 'warning',
  title: 'Check may give no row or several rows',
  message: (p) =>
    `\`${p.check}\` does not always give exactly one row, and any other number of rows counts as an error.`,
  help: () => 'Aggregate, e.g. `SELECT COUNT(*) FROM {{ this }} WHERE ...`.',
  why: 'A check is one number. Whether a query without an aggregate gives one depends on the data it is to judge.',
});

export const freshnessCannotHold = defineDiagnostic<{
  check: string;
  threshold: string;
  /** What is apart: `runs`, or the loads of an input. */
  what: string;
  period: string;
  grain: string | undefined;
}>({
  code: 'QLT202',
  severity: 'warning',
  title: 'Freshness promise that the schedule cannot keep',
  message: (p) =>
    `\`${p.check}\` allows ${p.threshold}, but ${p.what} are up to ${p.period} apart` +
    (p.grain === undefined ? '' : ` and the column is truncated to ${p.grain}`) +
    ', so it can fail although every run succeeds.',
  help: () => 'Run more often, keep a finer time in the output, or allow more.',
  why: 'Just before the next run the newest row is as old as the period between runs, plus what truncation takes away.',
});
