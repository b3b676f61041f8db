import { connectionExists, sourceChanged, sourceNotCompared, sourceUnusable } from '@akili/diagnostics';
import { scenario, type Scenario } from './scenario.ts';

const connection = 'acme-orders-db';

/** What can be wrong with a source, or with making a connection to it. */
export const connectionScenarios: readonly Scenario[] = [
  scenario(
    connectionExists,
    { connection },
    '`akili connection create --name acme-orders-db` was run a second time.',
    'The settings were changed in `connections/acme-orders-db.yaml`.',
  ),
  scenario(
    sourceUnusable,
    { connection, problem: 'refused', detail: 'orders.acme-corp.com:5432: nothing listens there (ECONNREFUSED)' },
    'The database was moved to another port.',
    '`config.port` says the new one.',
  ),
  scenario(
    sourceChanged,
    { connection, difference: '`public.orders` has no column `region` any more' },
    'The owner of the database dropped a column.',
    'No input lists the column any more, and the lock was written anew.',
  ),
  scenario(
    sourceNotCompared,
    { connection, problem: 'timeout', detail: 'orders.acme-corp.com:5432: it did not answer within 30 s' },
    '`akili drift` ran while the database was restarted.',
    'It was run again.',
  ),
];
