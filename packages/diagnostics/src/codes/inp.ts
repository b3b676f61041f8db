import { defineDiagnostic } from '../define.ts';

export const invalidInputSchedule = defineDiagnostic<{ schedule: string; reason: string }>({
  code: 'INP001',
  severity: 'error',
  title: 'Invalid schedule of an input',
  message: (p) => `\`${p.schedule}\` is not a cron expression: ${p.reason}.`,
  help: () => 'Write five fields: minute, hour, day of month, month, day of week, e.g. `0 */4 * * *`.',
  why: 'A schedule that cannot be read would never load the input.',
});

export const duplicateInput = defineDiagnostic<{ input: string }>({
  code: 'INP101',
  severity: 'error',
  title: 'Input name used twice',
  message: (p) => `The product has two inputs called \`${p.input}\`.`,
  help: () => 'Rename one of them; `ref()` finds an input by its name.',
  why: 'Two inputs of one name would be loaded into one table.',
});

export const cursorRequired = defineDiagnostic<{ input: string }>({
  code: 'INP102',
  severity: 'error',
  title: 'Incremental input without a cursor',
  message: (p) => `\`${p.input}\` is loaded incrementally, but no \`cursor_field\` says which rows are new.`,
  help: () => 'Name a column that grows with every change, or use `strategy: full_refresh`.',
  why: 'An incremental load reads the rows whose cursor lies beyond the last one seen.',
});

export const unknownCursor = defineDiagnostic<{ resource: string; column: string; suggestion: string | undefined }>({
  code: 'INP103',
  severity: 'error',
  title: 'Cursor not in the source',
  message: (p) => `\`${p.resource}\` has no column \`${p.column}\` to use as a cursor.`,
  help: (p) =>
    p.suggestion === undefined
      ? 'Name a column of the schema lock, or lock the schema anew.'
      : `Did you mean \`${p.suggestion}\`?`,
  why: 'The load compares the cursor in the source itself. It need not be among the columns that are kept.',
});

export const unknownSourceColumn = defineDiagnostic<{
  resource: string;
  column: string;
  suggestion: string | undefined;
}>({
  code: 'INP104',
  severity: 'error',
  title: 'Column not in the source',
  message: (p) => `\`${p.resource}\` has no column \`${p.column}\`.`,
  help: (p) =>
    p.suggestion === undefined
      ? 'Name a column of the schema lock, or run `akili connection introspect` if the source has changed.'
      : `Did you mean \`${p.suggestion}\`?`,
  why: 'The schema lock is what the source looked like last. A column that is not in it cannot be loaded.',
});

export const unknownResource = defineDiagnostic<{
  resource: string;
  connection: string;
  suggestion: string | undefined;
}>({
  code: 'INP105',
  severity: 'error',
  title: 'Resource not in the schema lock',
  message: (p) => `The schema lock of \`${p.connection}\` has no \`${p.resource}\`, so its columns have no types.`,
  help: (p) =>
    p.suggestion === undefined
      ? `Run \`akili connection introspect ${p.connection}\`, or give each column of the input a type.`
      : `Did you mean \`${p.suggestion}\`?`,
  why: 'Types come from the lock; without them neither the SQL nor the tables can be checked.',
});

export const untypedInput = defineDiagnostic<{ input: string; connection: string }>({
  code: 'INP106',
  severity: 'error',
  title: 'Input without types',
  message: (p) =>
    `Nothing says which types the columns of \`${p.input}\` have: \`${p.connection}\` has no schema lock.`,
  help: (p) =>
    `Run \`akili connection introspect ${p.connection}\` to lock the schema, or list the columns as \`{ name, type }\`.`,
  why: 'Types come from the lock or from the input; without them neither the SQL nor the tables can be checked.',
});

export const duplicateInputColumn = defineDiagnostic<{ column: string }>({
  code: 'INP107',
  severity: 'error',
  title: 'Column listed twice',
  message: (p) => `The column \`${p.column}\` is listed twice (upper and lower case count as the same).`,
  help: () => 'Remove one of the two.',
  why: 'A table has each column once, and engines differ in whether case matters.',
});

export const inputTypeContradictsLock = defineDiagnostic<{ column: string; type: string; locked: string }>({
  code: 'INP108',
  severity: 'error',
  title: 'Type contradicts the schema lock',
  message: (p) => `\`${p.column}\` is said to be ${p.type}, but the schema lock says ${p.locked}.`,
  help: () => 'Leave the type out, or lock the schema anew; cast in the transform if another type is wanted.',
  why: 'The lock records what the source has. Two answers for one column would load one and check the other.',
});
