import { defineDiagnostic } from '../define.ts';

export const brokenTemplate = defineDiagnostic<{ what: string }>({
  code: 'SQL001',
  severity: 'error',
  title: 'Template cannot be read',
  message: (p) => `This template cannot be read: ${p.what}.`,
  help: () =>
    "Templates are `{{ ref('input') }}`, `{{ this }}`, `{{ var('name') }}`, and `{% if %}`, `{% for %}`, `{% set %}`.",
  why: 'A text whose templates are unclear would run as something that its author did not mean.',
});

export const templateInQuotes = defineDiagnostic<{ quote: string }>({
  code: 'SQL002',
  severity: 'error',
  title: 'Template inside quotes',
  message: (p) =>
    `A template inside ${p.quote} would become part of that text; templates stand for whole values and tables.`,
  help: () => "Write `{{ var('name') }}` without quotes: it becomes a correctly quoted literal by itself.",
  why: 'Text pasted into quotes is how SQL injection begins; variables become literals instead.',
});

export const sqlSyntax = defineDiagnostic<{ what: string }>({
  code: 'SQL003',
  severity: 'error',
  title: 'SQL cannot be parsed',
  message: (p) => `The SQL parser stops here: ${p.what}.`,
  why: 'Nothing can be checked, typed or translated in a text that does not parse.',
});

export const notASelect = defineDiagnostic<{ what: string }>({
  code: 'SQL004',
  severity: 'error',
  title: 'Not a read-only SELECT',
  message: (p) => `Only one read-only SELECT is allowed, but this is ${p.what}.`,
  help: () => 'Write a single SELECT; the tool creates and fills the tables itself.',
  why: 'A product is a query over its inputs. Statements that change data, settings or schemas belong to the tool.',
});

export const notOneStatement = defineDiagnostic<{ count: number }>({
  code: 'SQL005',
  severity: 'error',
  title: 'Not exactly one statement',
  message: (p) =>
    p.count === 0 ? 'There is no statement in this text.' : `There are ${p.count} statements where one is expected.`,
  help: (p) => (p.count === 0 ? 'Write a SELECT.' : 'Keep one SELECT; use WITH to name its steps.'),
  why: 'A product or check has one result.',
});

export const sqlTooLarge = defineDiagnostic<{ limit: string }>({
  code: 'SQL006',
  severity: 'error',
  title: 'SQL is too large',
  message: (p) => `This text passes the limit of ${p.limit}.`,
  help: () => 'Split the product into several, each reading the one before.',
  why: 'Limits keep one text from slowing down or breaking the check of the whole repository.',
});

export const unsupportedConstruct = defineDiagnostic<{ what: string }>({
  code: 'SQL007',
  severity: 'error',
  title: 'Not part of the authoring dialect',
  message: (p) => `${p.what} is not part of the SQL that products and checks may use.`,
  help: () => 'See docs/sql for what the dialect has; most constructs have a plain form with joins, CASE or WITH.',
  why: 'The dialect is what can be checked and translated to every engine with the same meaning.',
});

export const templateLimit = defineDiagnostic<{ limit: string }>({
  code: 'SQL008',
  severity: 'error',
  title: 'Template does too much',
  message: (p) => `This template passes the limit of ${p.limit}.`,
  help: () => 'Loop over fewer items, or split the product.',
  why: 'Templates are bounded so that no text can hang or flood the compiler.',
});

export const hiddenRelation = defineDiagnostic<{ name: string; purpose: 'transform' | 'check' }>({
  code: 'SQL101',
  severity: 'error',
  title: 'Relation without ref() or this',
  message: (p) =>
    `\`${p.name}\` is read directly; relations are reached only through ${p.purpose === 'check' ? '`{{ this }}`' : "`{{ ref('...') }}`"}.`,
  help: (p) =>
    p.purpose === 'check'
      ? 'Read `{{ this }}`.'
      : "Declare the table in inputs.yaml and read it with `{{ ref('name') }}`.",
  why: 'Isolation rests on knowing every relation that a text reads.',
});

export const unknownColumn = defineDiagnostic<{
  name: string;
  relation?: string | undefined;
  suggestion: string | undefined;
}>({
  code: 'SQL102',
  severity: 'error',
  title: 'Unknown column',
  message: (p) =>
    p.relation === undefined
      ? `No relation in reach has a column \`${p.name}\`.`
      : `\`${p.relation}\` has no column \`${p.name}\`.`,
  help: (p) => (p.suggestion === undefined ? undefined : `Did you mean \`${p.suggestion}\`?`),
  why: 'The query would fail on the engine; columns must be declared in inputs.yaml or the schema lock.',
});

export const ambiguousColumn = defineDiagnostic<{ name: string; relations: readonly string[] }>({
  code: 'SQL103',
  severity: 'error',
  title: 'Ambiguous column',
  message: (p) => `\`${p.name}\` could be a column of ${p.relations.map((r) => `\`${r}\``).join(' or ')}.`,
  help: (p) => `Write \`${p.relations[0]}.${p.name}\`.`,
  why: 'Engines refuse it, or worse, choose differently.',
});

export const unknownAlias = defineDiagnostic<{ name: string; suggestion: string | undefined }>({
  code: 'SQL104',
  severity: 'error',
  title: 'Unknown relation alias',
  message: (p) => `No relation in reach is called \`${p.name}\`.`,
  help: (p) => (p.suggestion === undefined ? undefined : `Did you mean \`${p.suggestion}\`?`),
  why: 'A qualified column names one of the relations of FROM by its alias.',
});

export const unknownFunction = defineDiagnostic<{ name: string; suggestion: string | undefined }>({
  code: 'SQL105',
  severity: 'error',
  title: 'Unknown function',
  message: (p) => `\`${p.name}\` is not a function of the authoring dialect.`,
  help: (p) => (p.suggestion === undefined ? undefined : `Did you mean \`${p.suggestion}\`?`),
  why: 'Only functions whose meaning is known on every engine are allowed; all others could read files, settings or the catalog.',
});

export const forbiddenTableFunction = defineDiagnostic<{ name: string }>({
  code: 'SQL106',
  severity: 'error',
  title: 'Table function not allowed',
  message: (p) => `The table function \`${p.name}\` is not allowed; only unnest, range and generate_series are.`,
  help: () => "Declare an input and read it with `{{ ref('name') }}`.",
  why: 'Table functions can read files, networks and the catalog.',
});

export const unknownVar = defineDiagnostic<{ name: string; suggestion: string | undefined }>({
  code: 'SQL107',
  severity: 'error',
  title: 'Unknown variable',
  message: (p) => `There is no variable \`${p.name}\`.`,
  help: (p) =>
    p.suggestion === undefined
      ? 'Declare it under `vars` in akili.yaml, tenant.yaml or product.yaml.'
      : `Did you mean \`${p.suggestion}\`?`,
  why: 'A missing value would leave a hole in the query.',
});

export const templateNotAllowedHere = defineDiagnostic<{ what: 'ref' | 'this' }>({
  code: 'SQL108',
  severity: 'error',
  title: 'Template not allowed here',
  message: (p) =>
    p.what === 'this'
      ? '`{{ this }}` is the finished product, which its own transform cannot read.'
      : '`ref()` is not allowed in a check: a check looks at the product itself.',
  help: (p) => (p.what === 'this' ? "Read inputs with `{{ ref('name') }}`." : 'Read `{{ this }}`.'),
  why: 'A transform makes the product from inputs, a check judges the product.',
});

export const unnamedOutput = defineDiagnostic<{ position: number }>({
  code: 'SQL109',
  severity: 'error',
  title: 'Output column without a name',
  message: (p) => `Output column ${p.position} is an expression without a name.`,
  help: () => 'Add `AS name`.',
  why: 'Engines invent different names; the contract of a product needs one.',
});

export const duplicateOutput = defineDiagnostic<{ name: string }>({
  code: 'SQL110',
  severity: 'error',
  title: 'Output column twice',
  message: (p) => `The output \`${p.name}\` is there twice (upper and lower case are the same).`,
  help: () => 'Give one of them another name.',
  why: 'Tables cannot have two columns whose names differ only in case on every engine.',
});

export const qualifiedName = defineDiagnostic<{ name: string }>({
  code: 'SQL111',
  severity: 'error',
  title: 'Schema or catalog in a name',
  message: (p) => `\`${p.name}\` names a schema or catalog; those are chosen by the tool.`,
  help: () => "Read inputs with `{{ ref('name') }}`.",
  why: 'A name with a schema or catalog could reach what the product does not declare.',
});

export const aggregateMisuse = defineDiagnostic<{ what: string; where: string }>({
  code: 'SQL112',
  severity: 'error',
  title: 'Aggregate or window in the wrong place',
  message: (p) => `${p.what} cannot be used in ${p.where}.`,
  help: (p) =>
    p.where === 'WHERE'
      ? 'Use HAVING for aggregates and QUALIFY for windows, or a subquery.'
      : 'Compute it in a subquery or WITH first.',
  why: 'Rows are filtered and grouped before aggregates exist, and windows come after them.',
});

export const notGrouped = defineDiagnostic<{ name: string }>({
  code: 'SQL113',
  severity: 'error',
  title: 'Column is neither grouped nor aggregated',
  message: (p) => `\`${p.name}\` is not in GROUP BY, so a group has no single value for it.`,
  help: (p) => `Add it to GROUP BY, or use an aggregate such as MAX(${p.name}).`,
  why: 'Engines refuse it, or pick a value at random.',
});

export const duplicateAlias = defineDiagnostic<{ name: string }>({
  code: 'SQL114',
  severity: 'error',
  title: 'Relation alias twice',
  message: (p) => `Two relations of this FROM are called \`${p.name}\`.`,
  help: () => 'Give one of them an alias of its own.',
  why: 'A qualified column could mean either.',
});

export const columnCountMismatch = defineDiagnostic<{ what: string; expected: number; actual: number }>({
  code: 'SQL115',
  severity: 'error',
  title: 'Different number of columns',
  message: (p) =>
    `${p.what} has ${p.actual === 1 ? '1 column' : `${p.actual} columns`} where ` +
    `${p.expected === 1 ? '1 is' : `${p.expected} are`} expected.`,
  why: 'Columns are matched by position.',
});

export const badOrdinal = defineDiagnostic<{ ordinal: string; count: number }>({
  code: 'SQL116',
  severity: 'error',
  title: 'No such output position',
  message: (p) => `Position ${p.ordinal} is not one of the ${p.count} outputs.`,
  why: 'A number in GROUP BY or ORDER BY is the position of an output.',
});

export const refusedOnTarget = defineDiagnostic<{ target: string; what: string; instead: string | undefined }>({
  code: 'SQL301',
  severity: 'error',
  title: 'No faithful form on an engine',
  message: (p) => `${p.what} has no form on ${p.target} with the same meaning.`,
  help: (p) => p.instead,
  why: 'A translation that is almost right gives wrong numbers silently; a refusal is repaired in a minute.',
});
