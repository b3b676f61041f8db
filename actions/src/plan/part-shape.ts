import { shapes, type Shape } from '@akili/plan';

const { anyJson, count, either, flag, listOf, matching, oneOf, record, text } = shapes;

const slug = matching(/^[a-z][a-z0-9-]{0,62}$/, 'a slug');
const range = record({ start: record({ line: count, column: count }), end: record({ line: count, column: count }) });
const diagnostic = record(
  {
    code: matching(/^[A-Z]{2,4}[0-9]{3}$/, 'a code'),
    severity: oneOf('error', 'warning', 'info'),
    ...{ title: text, message: text },
  },
  {
    ...{ help: text, tenant: text, product: text, file: text, range },
    related: listOf(record({ file: text, message: text }, { range })),
  },
);
const both = (shape: Shape): Shape => record({}, { before: shape, after: shape });
const column = record({ name: text, type: text, nullable: flag, classification: either(oneOf(null), text) });
const emitted = either(text, record({ refused: text, message: text }));
const check = record(
  {
    ...{ name: text, severity: oneOf('critical', 'warning'), threshold: text },
    sql: record({}, { duckdb: emitted, postgres: emitted, starrocks: emitted }),
  },
  { description: text },
);
const queryClass = oneOf('formatting', 'identical', 'added', 'rows', 'breaking');
const query = record({
  class: queryClass,
  reasons: listOf(record({ class: queryClass, message: text }, { column: text, change: text, clause: text })),
  reaches: listOf(record({ product: text, columns: listOf(text), rows: flag })),
});

/** The shape of a part; the plan in it is read by `readPlan`, which is stricter. */
export const partShape: Shape = record({
  formatVersion: oneOf(1),
  headSha: matching(/^[0-9a-f]{40,64}$/, 'a commit'),
  name: matching(/^[a-z][a-z0-9-]{0,62}$/, 'the name of a job'),
  withheld: flag,
  diagnostics: listOf(diagnostic),
  planned: either(
    oneOf(null),
    record({
      plan: anyJson,
      products: listOf(
        record(
          {
            tenant: slug,
            product: text,
            transform: both(text),
            columns: both(listOf(column)),
            checks: both(listOf(check)),
          },
          { query },
        ),
      ),
      reads: listOf(record({ tenant: slug, from: text, to: text })),
      quotas: listOf(record({ tenant: slug, quota: text }, { before: text, after: text })),
    }),
  ),
});
