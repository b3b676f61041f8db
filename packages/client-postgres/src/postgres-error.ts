import { EngineError } from '@akili/resource';

/** SQLSTATEs after which the same transaction may succeed; class 08 (connection) is added by prefix. */
const retryableStates: ReadonlySet<string> = new Set(['40001', '40P01', '55P03', '57P03']);

/** What Node says when a connection fails, as the SQLSTATE that stands for it. A wrong host name is not retried. */
const networkStates: { readonly [code: string]: string } = {
  ECONNREFUSED: '08001',
  ETIMEDOUT: '08001',
  EHOSTUNREACH: '08001',
  EAI_AGAIN: '08001',
  ECONNRESET: '08006',
  EPIPE: '08006',
};

/** A statement or a connection that failed. */
export class PostgresError extends EngineError {
  /** Five characters; undefined where the failure is not PostgreSQL's own. */
  readonly sqlState: string | undefined;
  constructor(message: string, sqlState: string | undefined) {
    super(message, { retryable: sqlState !== undefined && isRetryable(sqlState, message) });
    this.name = 'PostgresError';
    this.sqlState = sqlState;
  }
}

export function isRetryable(sqlState: string, message = ''): boolean {
  // Two who change one role or grant at a time: PostgreSQL has no state of its own for it.
  if (sqlState === 'XX000') return message.startsWith('tuple concurrently updated');
  return retryableStates.has(sqlState) || sqlState.startsWith('08');
}

/** The error of an operation that its signal stopped; 57014 is what the server says when it stops a query. */
export function cancelled(): PostgresError {
  return new PostgresError('the operation was cancelled', '57014');
}

/**
 * Any failure of `pg` or PGlite as a PostgresError. Only the first line of the message is kept: detail, hint and
 * context quote rows and statements. The cause is dropped for the same reason.
 */
export function toPostgresError(error: unknown, secrets: readonly string[] = []): PostgresError {
  if (error instanceof PostgresError) return error;
  const code = codeOf(error);
  const sqlState =
    code === undefined ? undefined : (networkStates[code] ?? (/^[0-9A-Z]{5}$/.test(code) ? code : undefined));
  const message = error instanceof Error ? error.message || code || error.name : String(error);
  const state =
    sqlState ??
    (/^(Connection terminated|timeout e(xpired|xceeded)|Client has encountered a connection error|Client was closed)/.test(
      message,
    )
      ? '08006'
      : undefined);
  const text = scrub(message.split('\n')[0] as string, secrets);
  return new PostgresError(state === undefined ? text : `${text} (${state})`, state);
}

/** The message without what must not be printed: the secrets, verifiers, passwords in SQL and in URLs. */
export function scrub(message: string, secrets: readonly string[]): string {
  let text = message;
  for (const secret of secrets) if (secret !== '') text = text.replaceAll(secret, '***');
  return text
    .replace(/SCRAM-SHA-256\$[^\s'"]+/g, '***')
    .replace(/(password\s+)'(?:[^']|'')*'/gi, "$1'***'")
    .replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/]*):[^\s@/]+@/gi, '$1:***@');
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { readonly code?: unknown } | null | undefined)?.code;
  if (typeof code === 'string') return code;
  // Node tries IPv6 and IPv4 and reports both failures in one AggregateError.
  const first = (error as { readonly errors?: readonly unknown[] } | null | undefined)?.errors?.[0];
  return first === undefined ? undefined : codeOf(first);
}
