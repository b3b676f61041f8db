import { firstLine, networkError } from '../access/network-error.ts';
import { SourceError, type SourceAccess, type SourceProblem } from '../source.ts';

const byState: readonly (readonly [RegExp, SourceProblem, string])[] = [
  [/^28P01$/, 'password', 'the login was refused: the password is wrong or there is no such login'],
  [/^3D000$/, 'database', 'there is no such database'],
  [/^42501$/, 'permission', 'the login may not do this'],
  [/^57014$/, 'timeout', 'a statement took longer than its limit'],
  [/^55P03$/, 'timeout', 'a lock was held for too long'],
  [/^53300$/, 'refused', 'too many connections: the login or the server has reached its limit'],
  [/^57P0[123]$/, 'refused', 'it is starting or stopping'],
  [/^42P01$|^3F000$|^42703$/, 'resource', 'there is no such table or column'],
];

/** Any failure of `pg` as SourceError: what to look at, in words, with the SQLSTATE. Rows and statements are not quoted. */
export function postgresProblem(error: unknown, { secret }: SourceAccess, at: string, timeoutMs: number): unknown {
  if (error instanceof SourceError) return error;
  if (error instanceof Error && error.name === 'AbortError') return error;
  const message = firstLine(error, secret);
  const { code } = error as { code?: unknown };
  const state = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
  const make = (problem: SourceProblem, words: string): SourceError =>
    new SourceError(problem, `${at}: ${words}${state === undefined ? '' : ` (${state})`}`);
  if (/does not support SSL connections/.test(message)) return make('tls', 'it has no TLS, which ssl_mode asks for');
  if (state === '28000' && /no encryption|SSL (off|on)/.test(message))
    return make(
      'tls',
      message.includes('no encryption')
        ? 'it does not let this login in without TLS'
        : 'it does not let this login in with TLS',
    );
  if (state === '28000')
    return make('permission', 'it does not let this login in from here, or the login is switched off');
  if (state === '42501' && /permission denied for database/.test(message))
    return make('permission', 'the login may not connect to this database');
  const known = state === undefined ? undefined : byState.find(([pattern]) => pattern.test(state));
  if (known !== undefined)
    return make(known[1], known[1] === 'permission' || known[1] === 'resource' ? `${known[2]}: ${message}` : known[2]);
  const network = networkError(error, at, timeoutMs);
  if (network !== undefined) return network;
  if (/timeout/i.test(message)) return make('timeout', `it did not answer within ${timeoutMs / 1000} s`);
  if (/certificate|self[- ]signed|altnames/i.test(message))
    return make('tls', `its certificate is not trusted: ${message}`);
  if (/Connection terminated|Client was closed/.test(message)) return make('failed', 'it ended the connection');
  return make('failed', message);
}
