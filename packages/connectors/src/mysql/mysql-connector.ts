import type { Connector } from '../source.ts';
import { judgeStrategies } from './judge-strategies.ts';
import { openSession } from './mysql-session.ts';
import { readRows } from './read-rows.ts';
import { readableTables, readTables } from './read-tables.ts';

const questionLimitMs = 30_000;

/** MySQL and MariaDB. */
export const mysqlConnector: Connector = {
  async open(access, signal) {
    const session = await openSession(access, signal);
    return {
      async test(wanted) {
        await session.limit(questionLimitMs);
        const started = performance.now();
        await session.query('SELECT 1');
        const latencyMs = performance.now() - started;
        const { tls, version, isMariaDb } = session;
        return {
          latencyMs,
          serverVersion: `${isMariaDb ? 'MariaDB' : 'MySQL'} ${version.replace(/-.*$/, '')}`,
          tls: tls.encrypted,
          ...(tls.encrypted ? { certificateChecked: tls.checked } : {}),
          readable: await readableTables(session, 1000),
          strategies: await judgeStrategies(session, wanted),
        };
      },
      async introspect(tables) {
        await session.limit(questionLimitMs);
        return await readTables(session, tables);
      },
      read: (request) => readRows(session, request),
      close: () => session.close(),
    };
  },
};
