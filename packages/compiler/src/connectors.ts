import type { Strategy } from '@akili/model';

const database: readonly Strategy[] = ['cdc', 'incremental', 'full_refresh', 'snapshot_diff'];

/** What each type of connection can do, as the platform documents it. */
const strategiesByType: { readonly [type: string]: readonly Strategy[] } = {
  postgres: database,
  postgresql: database,
  mysql: database,
  oracle: ['incremental', 'full_refresh', 'snapshot_diff'],
  http: ['api_poll', 'incremental'],
  s3: ['file_watch', 'full_refresh'],
  sftp: ['file_watch', 'full_refresh'],
  redpanda: ['stream', 'event'],
  kafka: ['stream', 'event'],
};

/** The types that a connection may name, sorted. */
export const connectorTypes: readonly string[] = Object.keys(strategiesByType).sort();

/** Strategies of a connector; undefined when there is no such connector. */
export function strategiesOf(type: string): readonly Strategy[] | undefined {
  return Object.hasOwn(strategiesByType, type) ? strategiesByType[type] : undefined;
}
