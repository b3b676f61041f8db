import type { StrategyVerdict, WantedInput } from '../source.ts';
import type { PostgresSession } from './postgres-session.ts';
import { tableName } from './resource-name.ts';

/** Whether each input can be loaded the way that it says, and what stands in the way. */
export async function judgeStrategies(
  session: PostgresSession,
  wanted: readonly WantedInput[],
): Promise<readonly StrategyVerdict[]> {
  if (wanted.length === 0) return [];
  const server = wanted.some(({ strategy }) => strategy === 'cdc') ? await replication(session) : [];
  const verdicts: StrategyVerdict[] = [];
  for (const one of wanted) {
    const table = await tableFacts(session, one);
    const reasons =
      table.reasons.length > 0
        ? table.reasons
        : [...(await strategyReasons(session, one)), ...(one.strategy === 'cdc' ? server : [])];
    verdicts.push({ resource: one.resource, strategy: one.strategy, works: reasons.length === 0, reasons });
  }
  return verdicts;
}

/** What following the log needs of the server and of the login. */
async function replication(session: PostgresSession): Promise<readonly string[]> {
  const [row] = await session.query(
    `SELECT pg_catalog.current_setting('wal_level'), pg_catalog.current_setting('max_replication_slots'),
            (SELECT (rolreplication OR rolsuper)::pg_catalog.text FROM pg_catalog.pg_roles WHERE rolname = current_user)`,
  );
  const [level, slots, replicates] = row ?? [];
  return [
    ...(level === 'logical' ? [] : [`wal_level is ${level ?? 'unknown'}, and cdc needs logical`]),
    ...(slots === '0' ? ['max_replication_slots is 0'] : []),
    ...(replicates === 'true' ? [] : ['the login has no REPLICATION right']),
  ];
}

async function tableFacts(
  session: PostgresSession,
  { resource }: WantedInput,
): Promise<{ readonly reasons: readonly string[] }> {
  const { schema, table } = tableName(resource);
  const [row] = await session.query(
    `SELECT (pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_any_column_privilege(c.oid, 'SELECT'))::pg_catalog.text
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r','p','v','m','f')`,
    [schema, table],
  );
  if (row === undefined) return { reasons: ['there is no such table'] };
  return { reasons: row[0] === 'true' ? [] : ['the login may not read it'] };
}

async function strategyReasons(
  session: PostgresSession,
  { resource, strategy, cursorField }: WantedInput,
): Promise<readonly string[]> {
  const reasons: string[] = [];
  const { schema, table } = tableName(resource);
  if (strategy === 'cdc') {
    const published = await session.query(
      `SELECT 1 FROM pg_catalog.pg_publication_tables WHERE schemaname = $1 AND tablename = $2 LIMIT 1`,
      [schema, table],
    );
    if (published.length === 0) reasons.push('no publication holds the table');
    const [identity] = await session.query(
      `SELECT c.relkind::pg_catalog.text, (c.relreplident = 'f' OR (c.relreplident <> 'n' AND EXISTS (
         SELECT 1 FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND (i.indisreplident OR (i.indisprimary AND c.relreplident = 'd')))))::pg_catalog.text
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2`,
      [schema, table],
    );
    if (identity !== undefined && !['r', 'p'].includes(identity[0] as string))
      reasons.push('it is no table, and only tables are in the log');
    else if (identity?.[1] !== 'true')
      reasons.push('it has no replica identity: updates and deletes would not be told apart');
  }
  if (strategy === 'incremental' && cursorField !== undefined) {
    const [column] = await session.query(
      `SELECT a.attnotnull::pg_catalog.text, EXISTS (
         SELECT 1 FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisvalid AND i.indpred IS NULL AND i.indkey[0] = a.attnum)::pg_catalog.text,
         c.relkind::pg_catalog.text, pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')::pg_catalog.text
       FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = $1 AND c.relname = $2 AND a.attname = $3 AND NOT a.attisdropped AND a.attnum > 0`,
      [schema, table, cursorField],
    );
    if (column === undefined) reasons.push(`it has no column ${cursorField}`);
    else if (column[3] !== 'true') reasons.push(`the login may not read ${cursorField}`);
    else if (column[1] !== 'true' && column[2] !== 'v')
      reasons.push(`no index begins with ${cursorField}, so each load reads the whole table`);
  }
  return reasons;
}
