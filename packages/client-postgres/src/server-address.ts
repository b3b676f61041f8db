import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { EngineError } from '@akili/resource';
import type { ServerOptions } from './open-server.ts';

/** Where a server is, and how safe the way to it has to be. */
export type ServerAddress = Pick<ServerOptions, 'host' | 'port' | 'database' | 'tls'>;

/**
 * The server that `lookup` of an environment names (`directory`: the environment's folder, two below the repository), or
 * the setting that is lacking. TLS is on unless the server is on this machine or `tls: false` says otherwise; `ca` is a
 * PEM file, from the repository's root, of the authority that signed its certificate.
 */
export function serverAddress(
  settings: { readonly [key: string]: unknown },
  directory: string,
): ServerAddress | { readonly lacks: 'host' | 'database' } {
  const { host, port, database, tls, ca } = settings;
  if (typeof host !== 'string') return { lacks: 'host' };
  if (typeof database !== 'string') return { lacks: 'database' };
  const wanted = typeof tls === 'boolean' ? tls : typeof ca === 'string' || !isLoopback(host);
  const authority = wanted && typeof ca === 'string' ? readAuthority(resolve(directory, '..', '..', ca), ca) : wanted;
  return { host, port: typeof port === 'number' ? port : 5432, database, tls: authority };
}

function readAuthority(file: string, named: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new EngineError(`the file ${named} of lookup.ca cannot be read (${code})`);
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
