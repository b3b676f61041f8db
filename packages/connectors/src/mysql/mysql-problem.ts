import { firstLine, networkError } from '../access/network-error.ts';
import { SourceError, type SourceAccess, type SourceProblem } from '../source.ts';

const byNumber: { readonly [number: number]: readonly [SourceProblem, string] } = {
  1044: ['permission', 'the login may not use this database'],
  1045: ['password', 'the login was refused: the password is wrong or there is no such login'],
  1698: ['password', 'the login was refused: the password is wrong or there is no such login'],
  1049: ['database', 'there is no such database'],
  1040: ['refused', 'too many connections'],
  1203: ['refused', 'the login has reached its limit of connections'],
  1226: ['refused', 'the login has reached one of its limits'],
  1130: ['permission', 'it lets nobody in from here'],
  1142: ['permission', 'the login may not read this table'],
  1143: ['permission', 'the login may not read this column'],
  1227: ['permission', 'the login may not do this'],
  1146: ['resource', 'there is no such table'],
  1054: ['resource', 'there is no such column'],
  1969: ['timeout', 'a statement took longer than its limit'],
  3024: ['timeout', 'a statement took longer than its limit'],
  1205: ['timeout', 'a lock was held for too long'],
  3159: ['tls', 'it lets nobody in without TLS'],
  3889: ['tls', 'it lets nobody in without TLS'],
};

/** Any failure of mysql2 as SourceError, in words and with the server's number. */
export function mysqlProblem(error: unknown, { secret }: SourceAccess, at: string, timeoutMs: number): unknown {
  if (error instanceof SourceError) return error;
  const { errno, code } = error as { errno?: unknown; code?: unknown };
  const message = firstLine(error, secret);
  const known = typeof errno === 'number' ? byNumber[errno] : undefined;
  if (known !== undefined) return new SourceError(known[0], `${at}: ${known[1]} (${String(errno)})`);
  if (code === 'HANDSHAKE_NO_SSL_SUPPORT')
    return new SourceError('tls', `${at}: it has no TLS, which ssl_mode asks for`);
  if (/certificate|self[- ]signed|altnames/i.test(message)) {
    return (
      networkError(error, at, timeoutMs) ?? new SourceError('tls', `${at}: its certificate is not trusted: ${message}`)
    );
  }
  if (code === 'ETIMEDOUT' || /timeout/i.test(message))
    return new SourceError('timeout', `${at}: it did not answer within ${timeoutMs / 1000} s`);
  return networkError(error, at, timeoutMs) ?? new SourceError('failed', `${at}: ${message}`);
}
