import type { ParsedSql } from '@akili/model';
import { sqlSpans } from '../template/sql-spans.ts';
import { newReader } from './reader.ts';
import { readQuery } from './read-query.ts';
import { child, children, parseSerialized } from './serialized.ts';
import type { SqlTree, TreeFault } from './sql-tree.ts';

/**
 * The parser's answer as our own tree. `sql` is the text that was parsed: byte offsets are turned into UTF-16 units
 * with it, here and nowhere else. Never throws because of a text; what is wrong with it stands in `faults`.
 */
export function readTree(parsed: ParsedSql, sql: string): SqlTree {
  if (!parsed.ok) return { version: 1, query: undefined, faults: [rejected(parsed.message, parsed.offset, sql)] };
  const faults: TreeFault[] = [];
  const statements = children(parseSerialized(parsed.json), 'statements');
  const [first] = statements;
  if (first === undefined || statements.length !== 1) {
    faults.push({ kind: 'not-one-statement', what: String(statements.length), at: secondStatement(sql) });
    return { version: 1, query: undefined, faults };
  }
  const query = readQuery(child(first, 'node') ?? {}, newReader(sql, faults));
  return { version: 1, query, faults };
}

function rejected(message: string, offset: number | undefined, sql: string): TreeFault {
  const at = offset ?? firstToken(sql);
  if (message === 'there is no statement') return { kind: 'not-one-statement', what: '0', at: 0 };
  if (/^Max expression depth/.test(message)) return { kind: 'too-deep', what: '1000 levels', at };
  if (/^memory exhausted/.test(message)) return { kind: 'too-deep', what: 'what the parser can hold', at };
  const statement = /Only SELECT|CTE needs a SELECT|locking clause|SELECT INTO/.test(message);
  if (!statement) return { kind: 'syntax', what: message, at };
  // A SELECT in front is no mistake: what follows it is.
  const count = /^Only SELECT/.test(message) && /^(select|from|values)\b/i.test(sql.slice(at)) ? statementsOf(sql) : 1;
  if (count > 1) return { kind: 'not-one-statement', what: String(count), at: secondStatement(sql) };
  const what = /locking/.test(message)
    ? 'a SELECT that locks rows'
    : /INTO/.test(message)
      ? 'SELECT INTO, which makes a table'
      : `\`${/[A-Za-z]+/.exec(sql.slice(at))?.[0]?.toUpperCase() ?? 'another statement'}\``;
  return { kind: 'not-a-select', what: /CTE/.test(message) ? 'a WITH that changes data' : what, at };
}

function firstToken(sql: string): number {
  return Math.max(0, sql.search(/\S/));
}

/** Where the code between semicolons begins. */
function statementStarts(sql: string): readonly number[] {
  const starts: number[] = [];
  let open = true;
  for (const { kind, start, end } of sqlSpans(sql)) {
    if (kind === 'comment') continue;
    for (let i = start; i < end; i++) {
      if (kind === 'code' && sql[i] === ';') open = true;
      else if (open && /\S/.test(sql[i] as string)) {
        starts.push(i);
        open = false;
      }
    }
  }
  return starts;
}

function statementsOf(sql: string): number {
  return statementStarts(sql).length;
}

function secondStatement(sql: string): number {
  return statementStarts(sql)[1] ?? 0;
}
