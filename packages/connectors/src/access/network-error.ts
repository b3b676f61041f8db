import { SourceError, type SourceProblem } from '../source.ts';

/** What Node's and OpenSSL's codes mean for whoever has to mend it. */
const problems: readonly (readonly [RegExp, SourceProblem, string])[] = [
  [/^(ENOTFOUND|EAI_AGAIN|EAI_NONAME|EAI_FAIL|ENODATA)$/, 'dns', 'its host name is not known'],
  [/^ECONNREFUSED$/, 'refused', 'nothing listens there'],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'refused', 'there is no way to it'],
  [/^(ETIMEDOUT|ESOCKETTIMEDOUT)$/, 'timeout', 'it did not answer in time'],
  [
    /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)$/,
    'tls',
    'its certificate is self-signed; name its authority in config.ca',
  ],
  [/^CERT_HAS_EXPIRED$/, 'tls', 'its certificate has expired'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'tls', 'its certificate is for another host'],
  [
    /^(UNABLE_TO_|CERT_|ERR_TLS|ERR_SSL|EPROTO$|HANDSHAKE_SSL_ERROR$)/,
    'tls',
    'its certificate is not trusted, or it speaks no TLS',
  ],
  [/^(ECONNRESET|EPIPE)$/, 'failed', 'it ended the connection'],
];

/** A failure of the way to a source as SourceError; undefined where it is something else. */
export function networkError(error: unknown, at: string, timeoutMs: number): SourceError | undefined {
  const code = codeOf(error);
  if (code === undefined) return undefined;
  const found = problems.find(([pattern]) => pattern.test(code));
  if (found === undefined) return undefined;
  const [, problem, words] = found;
  const said = problem === 'timeout' ? `it did not answer within ${timeoutMs / 1000} s` : words;
  return new SourceError(problem, `${at}: ${said} (${code})`);
}

/** The code of an error, of its cause, or of the first of several (Node tries each address of a host). */
export function codeOf(error: unknown): string | undefined {
  const { code, cause, errors } = (error ?? {}) as { code?: unknown; cause?: unknown; errors?: readonly unknown[] };
  if (typeof code === 'string') return code;
  if (errors !== undefined && errors.length > 0) return codeOf(errors[0]);
  return cause === undefined ? undefined : codeOf(cause);
}

/** The first line of a message without secrets: what engines quote of rows and statements stands in further lines. */
export function firstLine(error: unknown, secret: { readonly [part: string]: string }): string {
  let text = (error instanceof Error ? error.message || error.name : String(error)).split('\n')[0] as string;
  for (const value of Object.values(secret)) if (value.length > 3) text = text.replaceAll(value, '***');
  return text;
}
