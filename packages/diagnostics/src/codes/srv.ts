import { defineDiagnostic } from '../define.ts';

function meant(suggestion: string | undefined, otherwise: string): string {
  return suggestion === undefined ? otherwise : `Did you mean \`${suggestion}\`?`;
}

export const engineDoesNotFit = defineDiagnostic<{ engine: string; intent: string; fitting: string }>({
  code: 'SRV101',
  severity: 'error',
  title: 'Engine does not fit the intent',
  message: (p) => `The intent \`${p.intent}\` is not served by \`${p.engine}\`.`,
  help: (p) => `Write \`engine: ${p.fitting}\`, or leave the engine out.`,
  why: 'Each intent has one kind of engine: point reads need a row store, analytics a column store.',
});

export const materializedNotAnalytics = defineDiagnostic<{ intent: string }>({
  code: 'SRV102',
  severity: 'error',
  title: 'Only analytics can be materialized',
  message: (p) => `\`materialized: true\` has no meaning for the intent \`${p.intent}\`.`,
  help: () => 'Remove `materialized`.',
  why: 'Materialized views exist on the analytics engine; a lookup table is a table already.',
});

export const duplicateMode = defineDiagnostic<{ intent: string }>({
  code: 'SRV103',
  severity: 'error',
  title: 'Intent served twice',
  message: (p) => `The product has two modes for the intent \`${p.intent}\`.`,
  help: () => 'Merge the two modes into one.',
  why: 'Each intent has one table or view of the product, so two modes would fight over it.',
});

export const unknownIndexColumn = defineDiagnostic<{ column: string; suggestion: string | undefined }>({
  code: 'SRV104',
  severity: 'error',
  title: 'Index column not in the output',
  message: (p) => `The output has no column \`${p.column}\`.`,
  help: (p) => meant(p.suggestion, 'Name a column that the transform gives.'),
  why: 'Indexes, sort keys and lookup keys are made of output columns.',
});

export const severalSortKeys = defineDiagnostic({
  code: 'SRV105',
  severity: 'error',
  title: 'Several sort keys in one mode',
  message: () => 'The mode has a sort key already, and rows lie in one order only.',
  help: () => 'List all columns in one `sort_key`, or make this one `type: index`.',
  why: 'A sort key is the order in which a table or view keeps its rows, so a second one could only be dropped silently.',
});

export const contractColumnMissing = defineDiagnostic<{ column: string; suggestion: string | undefined }>({
  code: 'SRV111',
  severity: 'error',
  title: 'Promised column is not produced',
  message: (p) => `output.yaml promises \`${p.column}\`, but the transform gives no such column.`,
  help: (p) => meant(p.suggestion, 'Add it to the transform, or remove it from output.yaml.'),
  why: 'Readers of the product rely on output.yaml.',
});

export const undeclaredOutput = defineDiagnostic<{ column: string }>({
  code: 'SRV112',
  severity: 'error',
  title: 'Column is not in the contract',
  message: (p) => `The transform gives \`${p.column}\`, which output.yaml does not mention.`,
  help: (p) => `Add \`${p.column}\` to output.yaml, or remove it from the transform.`,
  why: 'A column outside of the contract would be published without type, classification or promise.',
});

export const contractTypeDiffers = defineDiagnostic<{ column: string; declared: string; inferred: string }>({
  code: 'SRV113',
  severity: 'error',
  title: 'Type differs from the contract',
  message: (p) => `output.yaml says \`${p.column}\` is ${p.declared}, but the transform gives ${p.inferred}.`,
  help: (p) => `Write \`CAST(... AS ${p.declared})\` in the transform, or \`type: ${p.inferred}\` in output.yaml.`,
  why: 'Tables are created with the promised types; another type would be converted or refused by the engine.',
});

export const contractNullability = defineDiagnostic<{ column: string }>({
  code: 'SRV114',
  severity: 'error',
  title: 'Column may be null against the contract',
  message: (p) => `output.yaml says \`${p.column}\` is never null, but the transform can give null there.`,
  help: () => 'Filter or `COALESCE` the nulls in the transform, or allow them with `nullable: true`.',
  why: 'The engine refuses the whole load when one null meets a column that may have none.',
});

export const unknownKeyColumn = defineDiagnostic<{ column: string; suggestion: string | undefined }>({
  code: 'SRV115',
  severity: 'error',
  title: 'Key column not in the contract',
  message: (p) => `The key names \`${p.column}\`, which is not a column of output.yaml.`,
  help: (p) => meant(p.suggestion, 'Name a column of output.yaml.'),
  why: 'Rows are replaced by their key, so the key must be part of them.',
});

export const reservedOutputColumn = defineDiagnostic<{ column: string }>({
  code: 'SRV116',
  severity: 'error',
  title: 'Reserved output column',
  message: (p) => `\`${p.column}\` is the column by which lookup tables keep tenants apart; an output may not set it.`,
  help: () => 'Give the column another name with `AS`.',
  why: 'Row-level security compares this column. It is written by the platform and by nobody else.',
});

export const illegalOutputColumn = defineDiagnostic<{ column: string }>({
  code: 'SRV117',
  severity: 'error',
  title: 'Output column is not a legal name',
  message: (p) => `\`${p.column}\` cannot be a column on every engine.`,
  help: () =>
    'Name it with `AS`: at most 63 letters, digits and `_`, beginning with a letter or `_`, and none that PostgreSQL keeps for itself (`ctid`, `xmin`, ...).',
  why: 'The same column exists in the analytics catalog, in PostgreSQL and in files, each with rules of its own.',
});

export const nullableKey = defineDiagnostic<{ column: string }>({
  code: 'SRV118',
  severity: 'error',
  title: 'Key column that may be null',
  message: (p) => `\`${p.column}\` says both \`primary_key: true\` and \`nullable: true\`; a key column is never null.`,
  help: () => 'Remove `nullable: true`, or leave the column out of the key.',
  why: 'Rows are replaced by their key. A null equals nothing, so a row with one would never be found again.',
});
