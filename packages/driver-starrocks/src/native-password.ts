import { createHash } from 'node:crypto';

/**
 * A password as `mysql_native_password` keeps it: `*` and the hex of SHA1(SHA1(password)). Sent instead of the password,
 * so that the engine's audit log never sees it.
 */
export function nativePassword(password: string): string {
  const once = createHash('sha1').update(password, 'utf8').digest();
  return `*${createHash('sha1').update(once.toString('hex'), 'hex').digest('hex').toUpperCase()}`;
}
