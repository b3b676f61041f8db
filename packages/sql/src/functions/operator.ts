import { productType, remainderType, sumType } from '../analyse/type-rules.ts';
import type { BoundExpr } from '../analyse/bound.ts';
import type { ExprType } from '../analyse/expr-type.ts';
import { operand } from '../emit/fragment.ts';
import type { Form, FunctionEntry, Writer } from './entry.ts';
import { isAscii } from './is-ascii.ts';

type TypeRule = (a: ExprType, b: ExprType) => ExprType | undefined;

function both(rule: TypeRule): NonNullable<Form['result']> {
  return ([a, b]) => (a?.type && b?.type ? rule(a.type, b.type) : undefined);
}

function everywhere(template: Writer): Pick<Form, 'duckdb' | 'postgres' | 'starrocks'> {
  return { duckdb: template, postgres: template, starrocks: template };
}

/** Exact numbers stay exact; a double makes doubles; a float makes floats, which PostgreSQL would widen. */
function arithmetic(symbol: string, rule: TypeRule): Form[] {
  const write = everywhere(`$1 ${symbol} $2`);
  return [
    { takes: 'exact, exact -> @', result: both(rule), ...write },
    { takes: 'double, ~double -> double', ...write },
    { takes: '~double, double -> double', ...write },
    { takes: '~float, ~float -> float', ...write },
  ];
}

/** True when an expression is never zero, as far as one can see. */
function neverZero(expr: BoundExpr | undefined): boolean {
  if (expr?.k === 'cast') return neverZero(expr.arg);
  if (expr?.k === 'literal') return Number(expr.value) !== 0;
  if (expr?.k !== 'call' || expr.fn.name !== 'nullif') return false;
  const [, zero] = expr.args;
  return zero?.k === 'literal' && Number(zero.value) === 0;
}

/** NULL for a zero divisor, which a literal shows to be none. */
function divided([a, b]: readonly BoundExpr[]): boolean {
  return a === undefined || a.nullable || b?.k !== 'literal' || b.nullable || Number(b.value) === 0;
}

const dividePostgres: Writer = ([a, b], call, printer) => {
  if (a === undefined || b === undefined) return '';
  const left = call.args[0]?.type?.kind === 'double' ? operand(a) : printer.cast(a.text, { kind: 'double' });
  if (neverZero(call.args[1])) return `${left} / ${operand(b)}`;
  // DuckDB gives an infinity (NaN for 0/0) where PostgreSQL fails.
  const infinity = printer.cast("'Infinity'", { kind: 'double' });
  return `CASE WHEN ${operand(b)} = 0 THEN ${left} * ${infinity} ELSE ${left} / ${operand(b)} END`;
};

const divideStarRocks: Writer = ([a, b], call, printer) => {
  if (a === undefined || b === undefined) return '';
  if (!neverZero(call.args[1])) return { refuse: 'Write `a / NULLIF(b, 0)`: StarRocks has no infinity to give.' };
  return `${printer.cast(a.text, { kind: 'double' })} / ${operand(b)}`;
};

const wholeDivide: Writer = ([a, b], call, printer) => {
  if (a === undefined || b === undefined || call.type === undefined) return '';
  const numeric = (text: string): string => `CAST(${text} AS numeric)`;
  return printer.cast(`DIV(${numeric(a.text)}, ${numeric(`NULLIF(${b.text}, 0)`)})`, call.type);
};

/** Backslashes escape in StarRocks' patterns, not in DuckDB's. */
function likeStarRocks(template: (text: string, pattern: string) => string, ignoresCase: boolean): Writer {
  return ([text, pattern], call) => {
    const literal = call.args[1];
    if (text === undefined || pattern === undefined) return '';
    if (literal?.k !== 'literal' || literal.value.includes('\\') || (ignoresCase && !isAscii(literal))) {
      const plain = ignoresCase ? 'without backslashes and of ASCII only' : 'without backslashes';
      return { refuse: `Write the pattern as a literal ${plain}, or use CONTAINS or STARTS_WITH.` };
    }
    return template(operand(text), operand(pattern));
  };
}

function like(name: string, word: string, starrocks: (text: string, pattern: string) => string): FunctionEntry {
  return {
    name,
    family: 'operator',
    kind: 'scalar',
    forms: [
      {
        takes: 'varchar, varchar -> boolean',
        duckdb: `$1 ${word} $2`,
        // Without it a backslash of the pattern would escape.
        postgres: `$1 ${word} $2 ESCAPE ''`,
        starrocks: likeStarRocks(starrocks, /ILIKE/.test(word)),
      },
    ],
    source: 'PostgreSQL 9.7.1 LIKE (ESCAPE); StarRocks like (backslash escapes). Executed on DuckDB and PostgreSQL.',
  };
}

const executed = 'Executed on DuckDB and PostgreSQL with equal results.';

/** Operators. What the parser writes as one, such as LIKE (`~~`), is here too. */
export const operators: readonly FunctionEntry[] = [
  {
    name: '+',
    family: 'operator',
    kind: 'scalar',
    forms: [
      ...arithmetic('+', sumType),
      { takes: 'exact -> $1', ...everywhere('$1') },
      { takes: 'real -> $1', ...everywhere('$1') },
      {
        takes: 'date, int -> date',
        duckdb: '$1 + CAST($2 AS INTEGER)',
        postgres: '$1 + CAST($2 AS integer)',
        starrocks: 'CAST(DATE_ADD($1, INTERVAL $2 DAY) AS DATE)',
      },
    ],
    source: `${executed} StarRocks date_add (a number of days, DATETIME result).`,
  },
  {
    name: '-',
    family: 'operator',
    kind: 'scalar',
    forms: [
      ...arithmetic('-', sumType),
      { takes: 'exact -> $1', ...everywhere('- $1') },
      { takes: 'real -> $1', ...everywhere('- $1') },
      {
        takes: 'date, date -> bigint',
        duckdb: '$1 - $2',
        postgres: 'CAST($1 - $2 AS bigint)',
        starrocks: 'CAST(DATEDIFF($1, $2) AS BIGINT)',
      },
      {
        takes: 'date, int -> date',
        duckdb: '$1 - CAST($2 AS INTEGER)',
        postgres: '$1 - CAST($2 AS integer)',
        starrocks: 'CAST(DATE_SUB($1, INTERVAL $2 DAY) AS DATE)',
      },
    ],
    source: `${executed} StarRocks datediff (calendar days of first minus second), date_sub.`,
  },
  { name: '*', family: 'operator', kind: 'scalar', forms: arithmetic('*', productType), source: executed },
  {
    name: '/',
    family: 'operator',
    kind: 'scalar',
    forms: [
      { takes: 'exact, exact -> double', duckdb: '$1 / $2', postgres: dividePostgres, starrocks: divideStarRocks },
      { takes: '~double, ~double -> double', duckdb: '$1 / $2', postgres: dividePostgres, starrocks: divideStarRocks },
    ],
    source: `${executed} DuckDB divides as doubles and gives infinities; StarRocks gives NULL for x / 0.`,
  },
  {
    name: '//',
    aliases: ['divide'],
    family: 'operator',
    kind: 'scalar',
    nulls: 'always',
    nullable: divided,
    forms: [
      {
        takes: 'wholes, wholes -> @',
        result: both(remainderType),
        duckdb: '$1 // $2',
        postgres: wholeDivide,
        starrocks: '$1 DIV $2',
      },
    ],
    source: `${executed} Truncates towards zero; NULL for a zero divisor. StarRocks DIV.`,
  },
  {
    name: '%',
    aliases: ['mod'],
    family: 'operator',
    kind: 'scalar',
    nulls: 'always',
    nullable: divided,
    forms: [
      {
        takes: 'exact, exact -> @',
        result: both(remainderType),
        duckdb: '$1 % $2',
        postgres: 'MOD($1, NULLIF($2, 0))',
        starrocks: '$1 % $2',
      },
      {
        takes: '~double, ~double -> double',
        duckdb: '$1 % $2',
        postgres: { refuse: 'Cast both sides to DECIMAL: PostgreSQL has no remainder of doubles.' },
        starrocks: { refuse: 'Cast both sides to DECIMAL.' },
      },
    ],
    source: `${executed} NULL for a zero divisor.`,
  },
  {
    name: 'power',
    aliases: ['**', '^', 'pow'],
    family: 'operator',
    kind: 'scalar',
    forms: [{ takes: '~double, ~double -> double' }],
    source: executed,
  },
  {
    name: '||',
    family: 'operator',
    kind: 'scalar',
    forms: [
      {
        takes: 'array, array -> $1',
        duckdb: '$1 || $2',
        postgres: 'CASE WHEN $1 IS NOT NULL AND $2 IS NOT NULL THEN ARRAY_CAT($1, $2) END',
        starrocks: 'CASE WHEN $1 IS NOT NULL AND $2 IS NOT NULL THEN ARRAY_CONCAT($1, $2) END',
      },
      { takes: '~varchar, ~varchar -> varchar', duckdb: '$1 || $2', postgres: '$1 || $2', starrocks: 'CONCAT($1, $2)' },
    ],
    source: `${executed} StarRocks reads || as OR under its default sql_mode; CONCAT with NULL gives NULL there.`,
  },
  {
    name: '&',
    family: 'operator',
    kind: 'scalar',
    forms: [{ takes: 'int, int -> @', result: both(remainderType), ...everywhere('$1 & $2') }],
    source: executed,
  },
  {
    name: '|',
    family: 'operator',
    kind: 'scalar',
    forms: [{ takes: 'int, int -> @', result: both(remainderType), ...everywhere('$1 | $2') }],
    source: executed,
  },
  like('~~', 'LIKE', (text, pattern) => `${text} LIKE ${pattern}`),
  like('!~~', 'NOT LIKE', (text, pattern) => `${text} NOT LIKE ${pattern}`),
  like('~~*', 'ILIKE', (text, pattern) => `LOWER(${text}) LIKE LOWER(${pattern})`),
  like('!~~*', 'NOT ILIKE', (text, pattern) => `LOWER(${text}) NOT LIKE LOWER(${pattern})`),
  {
    name: 'like_escape',
    family: 'operator',
    kind: 'scalar',
    forms: [
      {
        takes: 'varchar, varchar, =varchar -> boolean',
        duckdb: '$1 LIKE $2 ESCAPE $3',
        postgres: '$1 LIKE $2 ESCAPE $3',
        starrocks: { refuse: 'Use STRPOS or a regular expression: StarRocks has no ESCAPE.' },
      },
    ],
    source: executed,
  },
];
