import { defineDiagnostic } from '../define.ts';

export const wrongArguments = defineDiagnostic<{ name: string; given: string; expected: string }>({
  code: 'TYP101',
  severity: 'error',
  title: 'Wrong arguments',
  message: (p) => `\`${p.name}\` cannot be used with (${p.given}).`,
  help: (p) => `It takes ${p.expected}. Cast the arguments where that is what you mean.`,
  why: 'Engines convert implicitly in different ways, so the dialect does not convert at all.',
});

export const incomparable = defineDiagnostic<{ left: string; right: string; what: string }>({
  code: 'TYP102',
  severity: 'error',
  title: 'Types do not fit together',
  message: (p) => `${p.what} brings ${p.left} and ${p.right} together, which have no common type.`,
  help: (p) => `Cast one of them, e.g. \`CAST(... AS ${p.left.toUpperCase()})\`.`,
  why: 'Engines convert implicitly in different ways, or fail when the first odd value arrives.',
});

export const unknownType = defineDiagnostic<{ name: string; suggestion: string | undefined }>({
  code: 'TYP103',
  severity: 'error',
  title: 'Unknown type',
  message: (p) => `\`${p.name}\` is not a type of the authoring dialect.`,
  help: (p) =>
    p.suggestion === undefined
      ? 'Types are BOOLEAN, INTEGER, BIGINT, FLOAT, DOUBLE, DECIMAL(p,s), VARCHAR, DATE, TIMESTAMP, UUID, JSON, BLOB and T[].'
      : `Did you mean \`${p.suggestion}\`?`,
  why: 'Each type of the dialect exists on every engine with the same values.',
});

export const unrepresentableOutput = defineDiagnostic<{ name: string; type: string; cast: string }>({
  code: 'TYP104',
  severity: 'error',
  title: 'Type cannot be an output',
  message: (p) => `The output \`${p.name}\` has the type ${p.type}, which tables cannot hold on every engine.`,
  help: (p) => `Cast it, e.g. to ${p.cast}.`,
  why: 'The contract of a product is made of types that every engine stores alike.',
});

export const notACondition = defineDiagnostic<{ where: string; type: string }>({
  code: 'TYP105',
  severity: 'error',
  title: 'Condition is not boolean',
  message: (p) => `${p.where} needs a boolean, but this is ${p.type}.`,
  help: () => 'Compare it with something.',
  why: 'Some engines read numbers and texts as conditions, others refuse.',
});

export const impossibleCast = defineDiagnostic<{ from: string; to: string }>({
  code: 'TYP106',
  severity: 'error',
  title: 'Cast has no meaning',
  message: (p) => `${p.from} cannot be cast to ${p.to}.`,
  why: 'The cast would fail on every row, or mean something else on each engine.',
});

export const unknownOutputType = defineDiagnostic<{ name: string }>({
  code: 'TYP201',
  severity: 'warning',
  title: 'Type of an output is not known',
  message: (p) => `The type of \`${p.name}\` rests on a column that nobody declared a type for.`,
  help: () =>
    "Lock the source's schema in the connection (`schema:`), give the input column a type, or write a CAST here.",
  why: 'Without types the tables of the product cannot be created, and engines may differ silently.',
});
