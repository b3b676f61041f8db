import { operand } from '../emit/fragment.ts';
import type { Printer } from '../emit/printer.ts';
import type { FunctionEntry, Writer, WrittenCall } from './entry.ts';
import { readJsonPath, starrocksJsonPath, type JsonStep } from './json-path.ts';

const executed = 'Executed on DuckDB and PostgreSQL with equal results.';
const badPath = { refuse: "Write the path as 'name' or '$.name[0].name'." };

function stepsOf(call: WrittenCall): readonly JsonStep[] | undefined {
  const path = call.args[1];
  if (path?.k !== 'literal') return undefined;
  return path.kind === 'varchar' ? readJsonPath(path.value) : [Number(path.value)];
}

function postgresSteps(text: string, steps: readonly JsonStep[], last: '->' | '->>', printer: Printer): string {
  return steps.reduce<string>((inner, step, i) => {
    const arrow = i === steps.length - 1 ? last : '->';
    if (typeof step === 'string') return `${inner} ${arrow} ${printer.string(step)}`;
    // A number or text of JSON is its own first element to PostgreSQL.
    return `(CASE JSONB_TYPEOF(${inner}) WHEN 'array' THEN ${inner} ${arrow} ${step} END)`;
  }, text);
}

/**
 * The text of a member as DuckDB writes it: without the zeros that end a fraction. `jsonb` has forgotten how an object or
 * a list was written, so that such a text fails (as no number) rather than differs.
 */
function asDuckdbText(member: string, text: string, printer: Printer): string {
  const zeros = `REGEXP_REPLACE(${text}, ${printer.string('(\\.[0-9]+?)0+$')}, ${printer.string('\\1')})`;
  const fails = `CAST(CAST(${text} AS numeric) AS text)`;
  const kind = `CASE JSONB_TYPEOF(${member})`;
  return `${kind} WHEN 'number' THEN ${zeros} WHEN 'object' THEN ${fails} WHEN 'array' THEN ${fails} ELSE ${text} END`;
}

function extract(name: string, aliases: readonly string[], type: 'json' | 'varchar'): FunctionEntry {
  const arrow = type === 'json' ? '->' : '->>';
  const postgres: Writer = ([value], call, printer) => {
    const steps = stepsOf(call);
    if (value === undefined || steps === undefined) return badPath;
    const found = postgresSteps(operand(value), steps, arrow, printer);
    return type === 'json' ? found : asDuckdbText(postgresSteps(operand(value), steps, '->', printer), found, printer);
  };
  const starrocks: Writer = ([value], call, printer) => {
    const steps = stepsOf(call);
    const path = steps && starrocksJsonPath(steps);
    if (value === undefined || path === undefined) return badPath;
    return `${type === 'json' ? 'JSON_QUERY' : 'GET_JSON_STRING'}(${value.text}, ${printer.string(path)})`;
  };
  const duckdb: Writer = (args, call) => {
    // A wildcard gives a list, where a path gives one value.
    const path = call.args[1];
    if (path?.k === 'literal' && /^\$.*(\*|\.\.)/.test(path.value)) return badPath;
    return args.map(operand).join(` ${arrow} `);
  };
  const write = { duckdb, postgres, starrocks };
  return {
    name,
    aliases,
    family: 'json',
    kind: 'scalar',
    nulls: 'always',
    forms: [
      { takes: `json, =varchar -> ${type}`, ...write },
      { takes: `json, =integer -> ${type}`, ...write },
    ],
    source: `${executed} The text of an object or list fails on PostgreSQL: jsonb does not keep how it was written. StarRocks json_query, get_json_string.`,
  };
}

/** Functions of JSON. Canonical JSON is `jsonb` on PostgreSQL. */
export const json: readonly FunctionEntry[] = [
  extract('->', ['json_extract'], 'json'),
  extract('->>', ['json_extract_string'], 'varchar'),
  {
    name: 'json_array_length',
    family: 'json',
    kind: 'scalar',
    forms: [
      {
        takes: 'json -> bigint',
        duckdb: 'CAST(JSON_ARRAY_LENGTH($1) AS BIGINT)',
        postgres:
          "CAST(CASE WHEN JSONB_TYPEOF($1) = 'array' THEN JSONB_ARRAY_LENGTH($1) WHEN $1 IS NOT NULL THEN 0 END AS bigint)",
        starrocks: { refuse: 'StarRocks counts the members of objects too.' },
      },
    ],
    source: executed,
  },
];
