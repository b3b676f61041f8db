import type { StrategyVerdict, WantedInput } from '../source.ts';
import type { MysqlSession } from './mysql-session.ts';
import { columnsOf, tableName } from './read-tables.ts';

/** Whether each input can be loaded the way that it says, and what stands in the way. */
export async function judgeStrategies(
  session: MysqlSession,
  wanted: readonly WantedInput[],
): Promise<readonly StrategyVerdict[]> {
  const log = wanted.some(({ strategy }) => strategy === 'cdc') ? await binaryLog(session) : [];
  const verdicts: StrategyVerdict[] = [];
  for (const one of wanted) {
    const columns = await columnsOf(session, one.resource);
    const reasons =
      columns.length === 0
        ? ['there is no such table, or the login may not read it']
        : one.strategy === 'cdc'
          ? log
          : one.strategy === 'incremental' && one.cursorField !== undefined
            ? await cursorReasons(
                session,
                one.resource,
                one.cursorField,
                columns.map(({ name }) => name),
              )
            : [];
    verdicts.push({ resource: one.resource, strategy: one.strategy, works: reasons.length === 0, reasons });
  }
  return verdicts;
}

/** What following the binary log needs of the server and of the login. */
async function binaryLog(session: MysqlSession): Promise<readonly string[]> {
  const [row] = await session.query('SELECT @@log_bin, @@binlog_format, @@binlog_row_image');
  const [on, format, image] = row ?? [];
  const grants = (await session.query('SHOW GRANTS')).map(([grant]) => grant ?? '');
  const replicates = grants.some((grant) => /(REPLICATION (SLAVE|REPLICA)\b|ALL PRIVILEGES).* ON \*\.\*/i.test(grant));
  return [
    ...(on === '1' || on === 'ON' ? [] : ['the server writes no binary log']),
    ...(format === 'ROW' ? [] : [`binlog_format is ${format ?? 'unknown'}, and cdc needs ROW`]),
    ...(image === 'FULL' ? [] : [`binlog_row_image is ${image ?? 'unknown'}, and cdc needs FULL`]),
    ...(replicates ? [] : ['the login has no REPLICATION SLAVE right']),
  ];
}

async function cursorReasons(
  session: MysqlSession,
  resource: string,
  field: string,
  columns: readonly string[],
): Promise<readonly string[]> {
  if (!columns.includes(field)) return [`it has no column ${field} that the login may read`];
  const { schema, table } = tableName(session, resource);
  const indexes = await session.query(
    `SELECT 1 FROM information_schema.statistics WHERE table_schema = ? AND table_name = ? AND seq_in_index = 1 AND column_name = ? LIMIT 1`,
    [schema, table, field],
  );
  return indexes.length > 0 ? [] : [`no index begins with ${field}, so each load reads the whole table`];
}
