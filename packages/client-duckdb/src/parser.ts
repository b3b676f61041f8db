import type { DuckDBConnection, DuckDBInstance, DuckDBPreparedStatement } from '@duckdb/node-api';
import type { ParsedSql, SqlParser } from '@akili/model';
import { codePointOffset } from './code-point-offset.ts';
import { openLockedInstance } from './locked-instance.ts';

/** A parser that holds an embedded instance open from the first call on. */
export interface DuckDbParser extends SqlParser {
  close(): void;
}

/**
 * Texts a batch: large enough that a batch costs little beside parsing; small, since DuckDB and this process hold the
 * answers of all batches that are under way, and keep the memory.
 */
const batchSize = 128;
/** Longer texts are answered without parsing; `@akili/sql` refuses them earlier, with a place. */
const maxLength = 1024 * 1024;

// What stands at its default is left out: fewer bytes to read. `@akili/sql` knows the defaults.
const statement =
  'SELECT json_serialize_sql(t, skip_null := true, skip_default := true) ' +
  'FROM (SELECT unnest($1) AS t, generate_subscripts($1, 1) AS k) ORDER BY k';

interface Lane {
  readonly connection: DuckDBConnection;
  readonly prepared: DuckDBPreparedStatement;
}

/**
 * DuckDB's own parser as a function: many texts a call, each a bound parameter, nothing is ever executed. Loads
 * DuckDB's native library on the first call, into an in-memory instance that reaches no file, network or extension.
 * Calls may overlap: their batches take turns on the lanes, each of which has one statement.
 */
export function duckdbParser(): DuckDbParser {
  let opened: Promise<{ readonly instance: DuckDBInstance; readonly lanes: readonly Lane[] }> | undefined;
  let turns: Promise<unknown>[] = [];
  const inTurn = (parse: (lane: Lane) => Promise<ParsedSql[]>, lanes: readonly Lane[], at: number) => {
    const lane = at % lanes.length;
    const answer = (turns[lane] ?? Promise.resolve()).then(() => parse(lanes[lane] as Lane));
    // Who asked is told of a failure; the next in turn goes on.
    turns[lane] = answer.catch(() => undefined);
    return answer;
  };
  return {
    async parse(texts) {
      if (texts.length === 0) return [];
      const { lanes } = await (opened ??= open());
      const batches: Promise<ParsedSql[]>[] = [];
      for (let start = 0; start < texts.length; start += batchSize) {
        const batch = texts.slice(start, start + batchSize);
        batches.push(inTurn((lane) => parseBatch(lane, batch), lanes, batches.length));
      }
      return (await Promise.all(batches)).flat();
    },
    close() {
      const last = turns;
      void opened?.then(async ({ instance, lanes }) => {
        await Promise.all(last);
        for (const lane of lanes) lane.connection.closeSync();
        instance.closeSync();
      });
      opened = undefined;
      turns = [];
    },
  };
}

async function open(): Promise<{ instance: DuckDBInstance; lanes: Lane[] }> {
  const instance = await openLockedInstance();
  const lane = async (): Promise<Lane> => {
    const connection = await instance.connect();
    return { connection, prepared: await connection.prepare(statement) };
  };
  return { instance, lanes: [await lane(), await lane()] };
}

async function parseBatch(lane: Lane, texts: readonly string[]): Promise<ParsedSql[]> {
  const { LIST, VARCHAR } = await import('@duckdb/node-api');
  const given = texts.map((text) => (isReadable(text) ? text : ''));
  lane.prepared.bindList(1, given, LIST(VARCHAR));
  const rows = (await lane.prepared.runAndReadAll()).getRows();
  return texts.map((text, i) => (given[i] === '' ? unreadable(text) : answer(text, rows[i]?.[0])));
}

// DuckDB's parser takes NUL for the end: the rest of the text would not be seen.
function isReadable(text: string): boolean {
  return text.length <= maxLength && !text.includes('\0') && text.trim() !== '';
}

function unreadable(text: string): ParsedSql {
  const nul = text.indexOf('\0');
  if (nul >= 0) return { ok: false, message: 'the text holds a NUL character', offset: nul };
  if (text.length > maxLength) return { ok: false, message: 'the text is too large', offset: 0 };
  return { ok: false, message: 'there is no statement', offset: 0 };
}

function answer(text: string, json: unknown): ParsedSql {
  if (typeof json !== 'string') throw new Error('DuckDB gave no JSON for a text');
  if (!json.startsWith('{"error":true')) return { ok: true, json };
  const error = JSON.parse(json) as { error_message?: string; position?: string };
  return {
    ok: false,
    message: error.error_message ?? 'the text cannot be parsed',
    offset: error.position === undefined ? undefined : codePointOffset(text, Number(error.position)),
  };
}
