import type { ServerOptions } from '../open-server.ts';

/** A superuser's URL of a server that the tests may do anything on. */
export const serverUrl = process.env['AKILI_TEST_POSTGRES_URL'];

export function serverOptions(url: string): ServerOptions {
  const parsed = new URL(url);
  return {
    host: parsed.hostname,
    port: Number(parsed.port || '5432'),
    database: parsed.pathname.slice(1) || 'postgres',
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    tls: false,
  };
}
