import { codeOf, firstLine, networkError } from '../access/network-error.ts';
import { SourceError, type SourceAccess, type SourceProblem } from '../source.ts';

const byType: readonly (readonly [RegExp, SourceProblem, string])[] = [
  [/^(TOPIC|GROUP|CLUSTER)_AUTHORIZATION_FAILED$/, 'permission', 'the login may not read it'],
  [/^UNKNOWN_TOPIC_OR_PARTITION$/, 'resource', 'there is no such topic, or the login may not see it'],
  [/^(SASL_AUTHENTICATION_FAILED|ILLEGAL_SASL_STATE)$/, 'password', 'the login was refused'],
  [/^UNSUPPORTED_SASL_MECHANISM$/, 'password', 'it knows no logins of this sasl_mechanism'],
  [/^REQUEST_TIMED_OUT$/, 'timeout', 'it did not answer in time'],
];

/** Any failure of kafkajs as SourceError; it wraps what happened several times. */
export function kafkaProblem(error: unknown, access: SourceAccess, at: string, timeoutMs: number): SourceError {
  if (error instanceof SourceError) return error;
  for (let inner = error, depth = 0; inner instanceof Error && depth < 5; depth += 1) {
    const { type, cause, originalError } = inner as Error & {
      type?: unknown;
      cause?: unknown;
      originalError?: unknown;
    };
    const found = byType.find(([pattern]) => typeof type === 'string' && pattern.test(type));
    if (found !== undefined) return new SourceError(found[1], `${at}: ${found[2]} (${String(type)})`);
    if (/SASLAuthentication/.test(inner.name)) return new SourceError('password', `${at}: the login was refused`);
    const network = codeOf(inner) === undefined ? undefined : networkError(inner, at, timeoutMs);
    if (network !== undefined) return network;
    inner = cause ?? originalError;
  }
  const message = firstLine(error, access.secret);
  for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ECONNRESET'])
    if (message.includes(code)) return networkError({ code }, at, timeoutMs) as SourceError;
  if (/timeout|timed out/i.test(message))
    return new SourceError('timeout', `${at}: it did not answer within ${timeoutMs / 1000} s`);
  if (/certificate|self[- ]signed|SSL|TLS/i.test(message))
    return new SourceError('tls', `${at}: its certificate is not trusted, or it speaks no TLS`);
  return new SourceError('failed', `${at}: ${message}`);
}
