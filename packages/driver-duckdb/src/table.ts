import { notOurs, type ResourceType } from '@akili/resource';
import type { AnalyticsSession } from './analytics-session.ts';
import { runRequest } from './request.ts';
import { alterTable, createTable, dropTable } from './table-differences.ts';
import { columnsOf, type TableSpec } from './table-spec.ts';

/** A raw input or the table of a product. */
export const table: ResourceType<TableSpec, AnalyticsSession> = {
  kind: 'analytics.table',
  rank: 40,
  expect: (desired) => ({ columns: columnsOf(desired.spec.columns) }),
  diff(desired, observed) {
    if (desired === undefined) return observed?.mark === undefined ? undefined : dropTable(observed);
    const after = { columns: columnsOf(desired.spec.columns) };
    const refused = notOurs(desired, observed, after);
    if (refused) return refused;
    return observed === undefined ? createTable(desired, after) : alterTable(desired, observed, after);
  },
  run: runRequest,
};
