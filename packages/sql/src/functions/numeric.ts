import type { BoundExpr } from '../analyse/bound.ts';
import type { ExprType } from '../analyse/expr-type.ts';
import { operand } from '../emit/fragment.ts';
import type { Form, FunctionEntry, Writer } from './entry.ts';

const executed = 'Executed on DuckDB and PostgreSQL with equal results.';

/** A decimal without its fraction keeps its precision in DuckDB. */
function whole([arg]: readonly BoundExpr[]): ExprType | undefined {
  return arg?.type?.kind === 'decimal' ? { kind: 'decimal', precision: arg.type.precision, scale: 0 } : undefined;
}

function rounded([arg, digits]: readonly BoundExpr[]): ExprType | undefined {
  if (arg?.type?.kind !== 'decimal' || digits?.k !== 'literal') return undefined;
  const scale = Math.max(0, Math.min(Number(digits.value), arg.type.scale));
  return { kind: 'decimal', precision: arg.type.precision, scale };
}

/** StarRocks computes CEIL and FLOOR of decimals as doubles; TRUNCATE is exact, and one off on one side of zero. */
function byTruncation(sign: '<' | '>'): Writer {
  return ([arg], call, printer) => {
    if (arg === undefined || call.type === undefined) return '';
    const cut = `TRUNCATE(${arg.text}, 0)`;
    const step = `CASE WHEN ${operand(arg)} ${sign} ${cut} THEN 1 ELSE 0 END`;
    return printer.cast(`${cut} ${sign === '<' ? '-' : '+'} ${step}`, call.type);
  };
}

function towards(name: string, aliases: readonly string[]): FunctionEntry {
  const upper = name.toUpperCase();
  return {
    name,
    aliases,
    family: 'numeric',
    kind: 'scalar',
    forms: [
      { takes: 'decimal -> @', result: whole, starrocks: byTruncation(name === 'floor' ? '<' : '>') },
      { takes: '~double -> double', starrocks: `CAST(${upper}($1) AS DOUBLE)` },
    ],
    source: `${executed} StarRocks ${name} gives BIGINT; truncate(x, d) keeps decimals.`,
  };
}

function ofDouble(name: string, options: Partial<FunctionEntry> & Partial<Form> = {}): FunctionEntry {
  const { duckdb, postgres, starrocks, ...entry } = options;
  const form: Form = {
    takes: '~double -> double',
    ...(duckdb ? { duckdb } : {}),
    ...(postgres ? { postgres } : {}),
    ...(starrocks ? { starrocks } : {}),
  };
  return { name, family: 'numeric', kind: 'scalar', forms: [form], source: executed, ...entry };
}

/** Half away from zero, as DuckDB rounds doubles: scale, add a half, cut. */
function roundDouble(half: string): Writer {
  return ([arg, digits], call, printer) => {
    const count = call.args[1];
    if (arg === undefined) return '';
    const x = operand(arg);
    if (digits === undefined) return printer.cast(`SIGN(${x}) * FLOOR(ABS(${x}) + ${half})`, { kind: 'double' });
    if (count?.k !== 'literal' || Number(count.value) < 0 || Number(count.value) > 15) {
      return { refuse: 'Round to 0 to 15 digits.' };
    }
    const factor = printer.cast(`1${'0'.repeat(Number(count.value))}`, { kind: 'double' });
    const scaled = `SIGN(${x}) * FLOOR(ABS(${x} * ${factor}) + ${half})`;
    return `${printer.cast(scaled, { kind: 'double' })} / ${factor}`;
  };
}

/** Texts of PostgreSQL compare by collation; StarRocks gives NULL as soon as one argument is. */
function pick(name: 'greatest' | 'least'): FunctionEntry {
  const upper = name.toUpperCase();
  return {
    name,
    family: 'numeric',
    kind: 'scalar',
    nulls: 'all',
    forms: [
      {
        takes: 'T, T... -> T',
        // Bytes decide, but what comes out goes by the database's letters again: "C" has no case beyond ASCII.
        postgres: (args, call) =>
          call.type?.kind === 'varchar'
            ? `${upper}(${args.map((arg) => `${operand(arg)} COLLATE "C"`).join(', ')}) COLLATE "default"`
            : `${upper}(${args.map((arg) => arg.text).join(', ')})`,
        // Each NULL is replaced by the first argument that is none: it changes nothing.
        starrocks: (args) => {
          const texts = args.map((arg) => arg.text);
          const kept = texts.map((text, i) => `COALESCE(${[text, ...texts.filter((_, j) => j !== i)].join(', ')})`);
          return `${upper}(${kept.join(', ')})`;
        },
      },
    ],
    source: `${executed} StarRocks ${name}: NULL if any argument is; coalesce.`,
  };
}

/** Functions of numbers. Doubles may differ in the last digits between engines. */
export const numerics: readonly FunctionEntry[] = [
  {
    name: 'abs',
    family: 'numeric',
    kind: 'scalar',
    forms: [{ takes: 'exact -> $1' }, { takes: 'real -> $1' }],
    source: executed,
  },
  {
    name: 'sign',
    family: 'numeric',
    kind: 'scalar',
    forms: [
      {
        takes: 'number -> integer',
        duckdb: 'CAST(SIGN($1) AS INTEGER)',
        postgres: 'CAST(SIGN($1) AS integer)',
        starrocks: 'CAST(SIGN($1) AS INT)',
      },
    ],
    source: executed,
  },
  towards('ceil', ['ceiling']),
  towards('floor', []),
  {
    name: 'round',
    family: 'numeric',
    kind: 'scalar',
    forms: [
      { takes: 'wholes -> $1', duckdb: '$1', postgres: '$1', starrocks: '$1' },
      { takes: 'decimal -> @', result: whole },
      { takes: 'decimal, =integer -> @', result: rounded },
      { takes: '~double -> double', postgres: roundDouble('0.5'), starrocks: roundDouble('0.5') },
      { takes: '~double, =integer -> double', postgres: roundDouble('0.5'), starrocks: roundDouble('0.5') },
    ],
    source: `${executed} PostgreSQL rounds doubles half to even. StarRocks round.`,
  },
  {
    name: 'trunc',
    family: 'numeric',
    kind: 'scalar',
    forms: [
      { takes: 'wholes -> $1', duckdb: '$1', postgres: '$1', starrocks: '$1' },
      { takes: 'decimal -> @', result: whole, starrocks: 'TRUNCATE($1, 0)' },
      { takes: '~double -> double', starrocks: 'TRUNCATE($1, 0)' },
    ],
    source: `${executed} StarRocks truncate(x, d).`,
  },
  ofDouble('sqrt'),
  ofDouble('cbrt'),
  ofDouble('exp'),
  ofDouble('ln'),
  ofDouble('log10', { aliases: ['log'], duckdb: 'LOG10($1)', postgres: 'LOG($1)', starrocks: 'LOG10($1)' }),
  ofDouble('log2', { postgres: 'LN($1) / LN(CAST(2 AS double precision))' }),
  ofDouble('sin'),
  ofDouble('cos'),
  ofDouble('tan'),
  ofDouble('asin'),
  ofDouble('acos'),
  ofDouble('atan'),
  ofDouble('degrees'),
  ofDouble('radians'),
  {
    name: 'atan2',
    family: 'numeric',
    kind: 'scalar',
    forms: [{ takes: '~double, ~double -> double' }],
    source: executed,
  },
  { name: 'pi', family: 'numeric', kind: 'scalar', forms: [{ takes: '-> double' }], source: executed },
  {
    name: 'gcd',
    aliases: ['greatest_common_divisor'],
    family: 'numeric',
    kind: 'scalar',
    forms: [
      {
        takes: '~bigint, ~bigint -> bigint',
        postgres: 'GCD(CAST($1 AS bigint), CAST($2 AS bigint))',
        starrocks: { refuse: 'StarRocks has no greatest common divisor.' },
      },
    ],
    source: executed,
  },
  pick('greatest'),
  pick('least'),
  {
    name: 'random',
    family: 'numeric',
    kind: 'scalar',
    depends: 'chance',
    forms: [{ takes: '-> double', starrocks: 'RAND()' }],
    source: 'StarRocks rand.',
  },
];
