import { SourceError, type Connector } from './source.ts';

const connectors: { readonly [type: string]: () => Promise<Connector> } = {
  postgres: async () => (await import('./postgres/postgres-connector.ts')).postgresConnector,
  mysql: async () => (await import('./mysql/mysql-connector.ts')).mysqlConnector,
  http: async () => (await import('./http/http-connector.ts')).httpConnector,
  kafka: async () => (await import('./kafka/kafka-connector.ts')).kafkaConnector,
  s3: async () => (await import('./s3/s3-connector.ts')).s3Connector,
};

/** Names that mean another one: what speaks the same protocol is reached the same way. */
const aliases: { readonly [type: string]: string } = {
  postgresql: 'postgres',
  mariadb: 'mysql',
  redpanda: 'kafka',
};

/** The types of connection that can be opened from here, sorted. */
export const openableTypes: readonly string[] = [...Object.keys(connectors), ...Object.keys(aliases)].sort();

/** The connector of a type; its client is loaded now. Throws SourceError `unsupported` for a type that has none. */
export async function openConnector(type: string): Promise<Connector> {
  const name = Object.hasOwn(aliases, type) ? aliases[type] : type;
  const load = name !== undefined && Object.hasOwn(connectors, name) ? connectors[name] : undefined;
  if (load === undefined)
    throw new SourceError(
      'unsupported',
      `connections of type ${type} cannot be opened from here (${openableTypes.join(', ')} can)`,
    );
  return await load();
}
