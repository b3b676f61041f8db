import { readFileSync, realpathSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { SourceError, type SourceAccess } from '../source.ts';
import { settingsOf } from './settings.ts';

/** How the way to a source is protected: not at all, encrypted, or encrypted to a server that proved who it is. */
export interface TlsChoice {
  readonly encrypted: boolean;
  /** The certificate is checked against `authority`, or the machine's authorities. */
  readonly checked: boolean;
  /** The certificate has to be of the host, too. */
  readonly hostChecked: boolean;
  /** PEM. */
  readonly authority: string | undefined;
}

const clear: TlsChoice = { encrypted: false, checked: false, hostChecked: false, authority: undefined };

/** The ways a connection may name; libpq's words. `prefer` and `allow` would send data in the clear when asked to. */
export const sslModes = ['disable', 'require', 'verify-ca', 'verify-full'] as const;

/**
 * What `ssl_mode` and `ca` (a PEM file, from the repository's root) of a connection ask for. Without a mode TLS is on and
 * checked, unless the source is on this machine. `require` encrypts without asking who answers, as in libpq, and checks
 * where a `ca` is named.
 */
export function tlsOf(access: SourceAccess, host: string): TlsChoice {
  const settings = settingsOf(access);
  const file = settings.text('ca');
  const written = settings.text('ssl_mode');
  if (written === 'prefer' || written === 'allow')
    throw new SourceError(
      'tls',
      `ssl_mode ${written} would go on unencrypted where the server has no TLS; say require or disable`,
    );
  const mode =
    settings.choice('ssl_mode', sslModes) ?? (file === undefined && isLoopback(host) ? 'disable' : 'verify-full');
  if (mode === 'disable') return clear;
  const authority = file === undefined ? undefined : readAuthority(access.root, file);
  const checked = mode !== 'require' || authority !== undefined;
  return { encrypted: true, checked, hostChecked: mode === 'verify-full', authority };
}

/** The same as `tls.connect` takes it; undefined without TLS. */
export function tlsOptions(choice: TlsChoice): TlsOptions | undefined {
  if (!choice.encrypted) return undefined;
  return {
    rejectUnauthorized: choice.checked,
    ...(choice.authority === undefined ? {} : { ca: choice.authority }),
    ...(choice.checked && !choice.hostChecked ? { checkServerIdentity: () => undefined } : {}),
  };
}

export interface TlsOptions {
  readonly rejectUnauthorized: boolean;
  readonly ca?: string;
  readonly checkServerIdentity?: () => undefined;
}

/** True for a host that nothing leaves the machine for. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** A file below the root, links followed: a tenant's manifest must not have files of the machine read. */
export function readAuthority(root: string | undefined, file: string): string {
  if (root === undefined)
    throw new SourceError('tls', 'config.ca names a file, and there is no folder to read it from');
  try {
    const real = realpathSync(resolve(root, file));
    if (!real.startsWith(`${realpathSync(root)}${sep}`))
      throw new SourceError('tls', `config.ca ${file} lies outside the repository`);
    const text = readFileSync(real, 'utf8');
    if (!text.includes('-----BEGIN CERTIFICATE-----'))
      throw new SourceError('tls', `config.ca ${file} holds no certificate`);
    return text;
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError(
      'tls',
      `config.ca ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'failed'})`,
    );
  }
}
