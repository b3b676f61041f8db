import { PostgresError } from './postgres-error.ts';

/** Node's words for a certificate that it does not trust. */
const certificateProblem = /certificate|self[- ]signed|unable to verify|altnames/i;

/** What a login that failed comes to, in words that say what to look at. The SQLSTATE and whether to try again stay. */
export function connectionProblem(
  error: unknown,
  at: { readonly host: string; readonly port: number; readonly connectTimeoutMs: number },
): unknown {
  if (!(error instanceof PostgresError)) return error;
  const { message, sqlState } = error;
  const problem = problemOf(message, sqlState, at.connectTimeoutMs);
  return new PostgresError(`PostgreSQL at ${at.host}:${at.port}: ${problem ?? message}`, sqlState);
}

function problemOf(message: string, sqlState: string | undefined, timeoutMs: number): string | undefined {
  if (message.includes('does not support SSL connections'))
    return 'it has no TLS, which `lookup.tls` asks for (on unless it is false or the server is on this machine)';
  if (/no encryption|no pg_hba\.conf entry/.test(message))
    return `it does not let this login in from here${message.includes('no encryption') ? ' without TLS' : ''} (${sqlState})`;
  if (sqlState === '28P01') return 'the login was refused: the password is wrong or there is no such login (28P01)';
  if (message.includes('is not permitted to log in'))
    return 'the login is switched off: the tenant is not active (28000)';
  if (sqlState === '3D000') return 'it has no such database (3D000)';
  if (sqlState === '53300')
    return 'too many connections: the login has reached its limit, or the server its own (53300)';
  if (sqlState === '57P03') return 'it is starting or stopping (57P03)';
  if (message.includes('ECONNREFUSED')) return 'nothing listens there (08001)';
  if (/ENOTFOUND|EAI_AGAIN/.test(message)) return 'its host name is not known';
  if (/timeout/i.test(message)) return `it did not answer within ${timeoutMs / 1000} s (${sqlState ?? '08001'})`;
  if (certificateProblem.test(message)) return `its certificate is not trusted (${message})`;
  return undefined;
}
