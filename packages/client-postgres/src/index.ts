export * from './database.ts';
export * from './quote.ts';
export * from './postgres-error.ts';
export * from './snapshot.ts';
export * from './open-pglite.ts';
export * from './open-server.ts';
export * from './server-address.ts';
