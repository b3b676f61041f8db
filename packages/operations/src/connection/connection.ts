export { createConnection, type NewConnection } from './create-connection.ts';
export { listConnections, getConnection } from './list-connections.ts';
export { testConnection } from './test-connection.ts';
export { introspectConnection } from './introspect-connection.ts';
export { connectionNames } from '../change/names.ts';
export { checkConnections } from './check-connections.ts';
