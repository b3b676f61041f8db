import { undeclaredRelationInText, type Finding } from '@akili/diagnostics';
import type { Target } from '@akili/model';
import type { EmittedText } from '../emitted-text.ts';
import { subjectOf } from '../judge.ts';
import { parserOf, type Parse } from './parser-of.ts';
import { strangersIn, type Reading } from './strangers-in.ts';

/**
 * The vote of node-sql-parser, which shares no code with DuckDB's parser or our printer, on the relations of texts that
 * are about to run. It may only deny: it has no dialect of ours, so that a text it cannot read is no vote. Texts that
 * differ in nothing but the names of what they may read, as checks often do, are read once.
 */
export async function secondVote(texts: Iterable<EmittedText>): Promise<readonly Finding[]> {
  const parsers = new Map<Target, Parse>();
  const known = new Map<string, readonly string[]>();
  const findings: Finding[] = [];
  for (const text of texts) {
    const { target } = text;
    const parse = parsers.get(target) ?? (await loaders[target]());
    parsers.set(target, parse);
    const { sql, allowed } = withPlainNames(text);
    const key = `${target} ${sql}`;
    let strangers = known.get(key);
    if (strangers === undefined) known.set(key, (strangers = strangersOf(parse, sql, allowed)));
    for (const relation of strangers) {
      findings.push(undeclaredRelationInText.at(undefined, { text: text.title, target, relation }, subjectOf(text)));
    }
  }
  return findings;
}

/**
 * The text with each declared relation called by its number. A longer name that merely holds a declared one stays a
 * stranger: what is left of it is joined to the number.
 */
function withPlainNames({ sql, reads, target }: EmittedText): {
  readonly sql: string;
  readonly allowed: ReadonlySet<string>;
} {
  const quote = target === 'starrocks' ? '`' : '"';
  const write = (parts: readonly string[]): string => parts.map((part) => `${quote}${part}${quote}`).join('.');
  const plain = reads.map((_, index) => (target === 'postgres' ? ['s', `r${index}`] : ['c', 's', `r${index}`]));
  const text = reads.reduce(
    (done, one, index) => done.replaceAll(write(one.nameOn(target)), write(plain[index] ?? [])),
    sql,
  );
  return { sql: text, allowed: new Set(plain.map((parts) => parts.join('.'))) };
}

function strangersOf(parse: Parse, sql: string, allowed: ReadonlySet<string>): readonly string[] {
  const reading = readingOf(parse, sql);
  return reading === undefined ? [] : strangersIn(reading, allowed);
}

function readingOf(parse: Parse, sql: string): Reading | undefined {
  try {
    return parse(sql);
  } catch {
    return undefined;
  }
}

// The dialects that read most of what we write: names in double quotes, in backquotes with three parts.
const loaders: Readonly<Record<Target, () => Promise<Parse>>> = {
  duckdb: async () => parserOf(await import('node-sql-parser/build/snowflake.js'), 'snowflake'),
  postgres: async () => parserOf(await import('node-sql-parser/build/postgresql.js'), 'postgresql'),
  starrocks: async () => parserOf(await import('node-sql-parser/build/transactsql.js'), 'transactsql'),
};
