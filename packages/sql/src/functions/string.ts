import { operand } from '../emit/fragment.ts';
import type { BoundExpr } from '../analyse/bound.ts';
import type { Form, FunctionEntry, Refuse, Writer } from './entry.ts';
import { isAscii } from './is-ascii.ts';
import { postgresRegex } from './regex.ts';

const executed = 'Executed on DuckDB and PostgreSQL with equal results.';

function text(
  name: string,
  takes: string,
  form: Omit<Form, 'takes'> = {},
  more: Partial<FunctionEntry> = {},
): FunctionEntry {
  return { name, family: 'string', kind: 'scalar', forms: [{ takes, ...form }], source: executed, ...more };
}

function literalOf(expr: BoundExpr | undefined): string | undefined {
  return expr?.k === 'literal' ? expr.value : undefined;
}

/** DuckDB counts from the end for negative positions, and StarRocks gives nothing for position 0. */
function substring(minimum: number): Exclude<Writer, string | Refuse> {
  return (args, call) => {
    const start = literalOf(call.args[1]);
    if (start === undefined && !alwaysPositive(call.args[1])) {
      return { refuse: 'Use a literal position from 1 on, or SPLIT_PART.' };
    }
    if (start !== undefined && Number(start) < minimum) return { refuse: `Count positions from ${minimum} on.` };
    return `SUBSTRING(${args.map((arg) => arg.text).join(', ')})`;
  };
}

/** A position that a search found, plus something. */
function alwaysPositive(expr: BoundExpr | undefined): boolean {
  if (expr?.k === 'cast') return alwaysPositive(expr.arg);
  if (expr?.k === 'literal') return Number(expr.value) >= 1;
  if (expr?.k !== 'call') return false;
  if (expr.fn.name === '+')
    return expr.args.every((arg) => alwaysPositive(arg) || isCount(arg)) && expr.args.some(alwaysPositive);
  return false;
}

function isCount(expr: BoundExpr): boolean {
  if (expr.k === 'cast') return isCount(expr.arg);
  return expr.k === 'call' && (expr.fn.name === 'strpos' || expr.fn.name === 'length');
}

/** StarRocks gives nothing for a negative count, where DuckDB and PostgreSQL leave characters out. */
function side(name: 'left' | 'right'): FunctionEntry {
  const upper = name.toUpperCase();
  return text(name, 'varchar, int -> varchar', {
    postgres: `${upper}($1, CAST($2 AS integer))`,
    starrocks: (args, call) => {
      const count = Number(literalOf(call.args[1]) ?? Number.NaN);
      const [subject] = args;
      if (subject === undefined || Number.isNaN(count)) return { refuse: 'Use a literal count.' };
      if (count >= 0) return `${upper}(${args.map((arg) => arg.text).join(', ')})`;
      return `${upper}(${subject.text}, GREATEST(CHAR_LENGTH(${subject.text}) - ${-count}, 0))`;
    },
  });
}

const caseSource =
  'Executed on DuckDB and PostgreSQL with equal results, beyond ASCII too where the database has a UTF-8 locale other than C (the builtin C.UTF-8 will do). StarRocks lower and upper change letters of ASCII only.';

/** StarRocks changes letters of ASCII only: other texts would stay as they are. */
function changedCase(name: 'LOWER' | 'UPPER'): Writer {
  return ([value], call) => {
    const arg = call.args[0];
    if (value === undefined || arg === undefined) return '';
    if (isAscii(arg)) return `${name}(${value.text})`;
    const [from, to] = name === 'LOWER' ? ['A-Z', 'a-z'] : ['a-z', 'A-Z'];
    return {
      refuse: `Write TRANSLATE with all letters of ${from} and ${to}: StarRocks changes letters of ASCII only.`,
    };
  };
}

/** `ß` has no upper case of one letter in glibc's tables and two letters in ICU's; DuckDB has `ẞ`. */
const upperPostgres: Writer = ([value], call) => {
  const arg = call.args[0];
  if (value === undefined || arg === undefined) return '';
  return isAscii(arg) ? `UPPER(${value.text})` : `UPPER(REPLACE(${value.text}, 'ß', 'ẞ'))`;
};

const notPlain = { refuse: 'Use a literal pattern of plain characters, classes, groups and quantifiers.' };

function matches(wrap: (pattern: string) => string): Writer {
  return ([subject], call, printer) => {
    const pattern = literalOf(call.args[1]);
    const translated = pattern === undefined ? undefined : postgresRegex(pattern, 'matches');
    if (subject === undefined || translated === undefined) return notPlain;
    return `${operand(subject)} ~ ${printer.string(wrap(translated))}`;
  };
}

function matchesStarRocks(wrap: (pattern: string) => string): Writer {
  return ([subject], call, printer) => {
    const pattern = literalOf(call.args[1]);
    if (subject === undefined || pattern === undefined || postgresRegex(pattern, 'matches') === undefined)
      return notPlain;
    return `REGEXP(${subject.text}, ${printer.string(wrap(pattern))})`;
  };
}

const replaceRegex: Writer = ([subject], call, printer) => {
  const pattern = literalOf(call.args[1]);
  const replacement = literalOf(call.args[2]);
  const flags = call.args[3] === undefined ? '' : literalOf(call.args[3]);
  const covers = pattern === undefined ? undefined : postgresRegex(pattern, 'covers');
  if (subject === undefined || covers === undefined || replacement === undefined || replacement.includes('\\'))
    return notPlain;
  if (flags !== '' && flags !== 'g') return { refuse: "Only the option 'g' is known." };
  const options = flags === 'g' ? ", 'g'" : '';
  return `REGEXP_REPLACE(${subject.text}, ${printer.string(covers)}, ${printer.string(replacement)}${options})`;
};

const replaceRegexStarRocks: Writer = ([subject], call, printer) => {
  const pattern = literalOf(call.args[1]);
  const replacement = literalOf(call.args[2]);
  if (call.args[3] === undefined || literalOf(call.args[3]) !== 'g') {
    return { refuse: "Add the option 'g': StarRocks replaces every match." };
  }
  if (subject === undefined || pattern === undefined || replacement === undefined || replacement.includes('\\'))
    return notPlain;
  if (postgresRegex(pattern, 'covers') === undefined) return notPlain;
  return `REGEXP_REPLACE(${subject.text}, ${printer.string(pattern)}, ${printer.string(replacement)})`;
};

const extractRegex: Writer = ([subject], call, printer) => {
  const pattern = literalOf(call.args[1]);
  const group = call.args[2] === undefined ? '0' : literalOf(call.args[2]);
  const covers = pattern === undefined ? undefined : postgresRegex(pattern, 'covers');
  if (subject === undefined || covers === undefined || !/^\d$/.test(group ?? '')) return notPlain;
  const found = `(REGEXP_MATCH(${subject.text}, ${printer.string(`(${covers})`)}))[${Number(group) + 1}]`;
  return `CASE WHEN ${operand(subject)} IS NOT NULL THEN COALESCE(${found}, '') END`;
};

const badSeparator = { refuse: 'Use a literal separator of at least one character.' };

/** An empty separator cuts into characters in DuckDB alone. */
function separated(separator: BoundExpr | undefined): boolean {
  return (literalOf(separator) ?? '') !== '';
}

/** Functions of texts. Lengths and positions count characters, from 1. */
export const strings: readonly FunctionEntry[] = [
  text('lower', 'varchar -> varchar', { starrocks: changedCase('LOWER') }, { aliases: ['lcase'], source: caseSource }),
  text(
    'upper',
    'varchar -> varchar',
    { postgres: upperPostgres, starrocks: changedCase('UPPER') },
    { aliases: ['ucase'], source: caseSource },
  ),
  {
    name: 'length',
    aliases: ['len', 'char_length', 'character_length'],
    family: 'string',
    kind: 'scalar',
    forms: [
      {
        takes: 'varchar -> bigint',
        postgres: 'CAST(CHAR_LENGTH($1) AS bigint)',
        starrocks: 'CAST(CHAR_LENGTH($1) AS BIGINT)',
      },
      {
        takes: 'array -> bigint',
        duckdb: 'LEN($1)',
        postgres: 'CAST(CARDINALITY($1) AS bigint)',
        starrocks: 'CAST(ARRAY_LENGTH($1) AS BIGINT)',
      },
    ],
    source: `${executed} StarRocks length counts bytes, char_length characters.`,
  },
  text('trim', 'varchar, =varchar? -> varchar', { postgres: 'BTRIM($*)' }),
  text('ltrim', 'varchar, =varchar? -> varchar'),
  text('rtrim', 'varchar, =varchar? -> varchar'),
  text('replace', 'varchar, varchar, varchar -> varchar'),
  text(
    'substring',
    'varchar, int, int? -> varchar',
    {
      duckdb: 'SUBSTRING($*)',
      postgres: (args, call, printer) => {
        const written = substring(0)(
          args.map((arg, i) => (i === 0 ? arg : { text: printer.cast(arg.text, { kind: 'integer' }), atomic: true })),
          call,
          printer,
        );
        const count = literalOf(call.args[2]);
        if (call.args[2] !== undefined && (count === undefined || Number(count) < 0)) {
          return { refuse: 'Use a literal length from 0 on.' };
        }
        return written;
      },
      starrocks: substring(1),
    },
    { aliases: ['substr'] },
  ),
  side('left'),
  side('right'),
  text(
    'strpos',
    'varchar, varchar -> bigint',
    { postgres: 'CAST(STRPOS($1, $2) AS bigint)', starrocks: 'CAST(LOCATE($2, $1) AS BIGINT)' },
    { aliases: ['position', 'instr'] },
  ),
  text('split_part', 'varchar, varchar, =integer -> varchar', {
    postgres: (args, call) =>
      separated(call.args[1]) ? `SPLIT_PART(${args.map((arg) => arg.text).join(', ')})` : badSeparator,
    starrocks: ([subject, separator, index], call) => {
      if (subject === undefined || separator === undefined || index === undefined) return '';
      if (!separated(call.args[1])) return badSeparator;
      if (Number(literalOf(call.args[2])) < 1) return { refuse: 'Count parts from the front.' };
      const part = `SPLIT_PART(${subject.text}, ${separator.text}, ${index.text})`;
      return `COALESCE(${part}, CASE WHEN ${operand(subject)} IS NOT NULL THEN '' END)`;
    },
  }),
  text('lpad', 'varchar, =integer, varchar -> varchar'),
  text('rpad', 'varchar, =integer, varchar -> varchar'),
  text('repeat', 'varchar, int -> varchar', { postgres: 'REPEAT($1, CAST($2 AS integer))' }),
  text('reverse', 'varchar -> varchar'),
  text('starts_with', 'varchar, varchar -> boolean', {}, { aliases: ['prefix', '^@'] }),
  text(
    'ends_with',
    'varchar, varchar -> boolean',
    { duckdb: 'SUFFIX($1, $2)', postgres: 'RIGHT($1, CHAR_LENGTH($2)) = $2' },
    { aliases: ['suffix'] },
  ),
  text('contains', 'varchar, varchar -> boolean', { postgres: 'STRPOS($1, $2) > 0', starrocks: 'LOCATE($2, $1) > 0' }),
  text(
    'concat',
    '~varchar... -> varchar',
    { starrocks: (args) => `CONCAT(${args.map((arg) => `COALESCE(${arg.text}, '')`).join(', ')})` },
    { nulls: 'never' },
  ),
  text('concat_ws', '=varchar, ~varchar... -> varchar', {}, { nulls: 'never' }),
  text('md5', 'varchar -> varchar'),
  text('sha256', 'varchar -> varchar', {
    postgres: "ENCODE(SHA256(CONVERT_TO($1, 'UTF8')), 'hex')",
    starrocks: 'SHA2($1, 256)',
  }),
  text('chr', '=integer -> varchar', {
    starrocks: ([code], call) => {
      const number = Number(literalOf(call.args[0]));
      const known = code !== undefined && number >= 1 && number <= 127;
      return known ? `CHAR(${code.text})` : { refuse: 'Use a number from 1 to 127, or the character itself.' };
    },
  }),
  text('ascii', 'varchar -> integer', {
    starrocks: { refuse: 'StarRocks gives the first byte, not the first character.' },
  }),
  text('translate', 'varchar, =varchar, =varchar -> varchar'),
  text('to_hex', 'int -> varchar', { postgres: 'UPPER(TO_HEX($1))', starrocks: 'HEX($1)' }),
  text('regexp_matches', 'varchar, =varchar -> boolean', {
    postgres: matches((pattern) => pattern),
    starrocks: matchesStarRocks((pattern) => pattern),
  }),
  text('regexp_full_match', 'varchar, =varchar -> boolean', {
    postgres: matches((pattern) => `^(?:${pattern})$`),
    starrocks: matchesStarRocks((pattern) => `^(?:${pattern})$`),
  }),
  text('regexp_replace', 'varchar, =varchar, =varchar, =varchar? -> varchar', {
    postgres: replaceRegex,
    starrocks: replaceRegexStarRocks,
  }),
  text('regexp_extract', 'varchar, =varchar, =integer? -> varchar', {
    postgres: extractRegex,
    starrocks: (args, call) =>
      postgresRegex(literalOf(call.args[1]) ?? '(?', 'covers') === undefined
        ? notPlain
        : `REGEXP_EXTRACT(${args.map((arg) => arg.text).join(', ')}${args.length === 2 ? ', 0' : ''})`,
  }),
];
