import type { Connector } from '../source.ts';
import { judgeStrategies } from './judge-strategies.ts';
import { openSession } from './postgres-session.ts';
import { readRows } from './read-rows.ts';
import { readableTables, readTables } from './read-tables.ts';

/** For questions to the catalog. */
const questionLimitMs = 30_000;

/** PostgreSQL, and what speaks its protocol and has its catalog. */
export const postgresConnector: Connector = {
  async open(access, signal) {
    const session = await openSession(access, signal);
    return {
      test: (wanted) =>
        session.snapshot(questionLimitMs, async () => {
          const started = performance.now();
          await session.query('SELECT 1');
          const latencyMs = performance.now() - started;
          return {
            latencyMs,
            serverVersion: `PostgreSQL ${session.version}`,
            tls: session.tls.encrypted,
            ...(session.tls.encrypted ? { certificateChecked: session.tls.checked } : {}),
            readable: await readableTables(session, 1000),
            strategies: await judgeStrategies(session, wanted),
          };
        }),
      introspect: (tables) => session.snapshot(questionLimitMs, () => readTables(session, tables)),
      read: (request) => readRows(session, request),
      close: () => session.close(),
    };
  },
};
