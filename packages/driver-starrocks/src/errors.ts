import { EngineError } from '@akili/resource';

/** What a client's error carries. */
interface ClientError {
  readonly message: string;
  readonly code?: string;
  readonly errno?: number;
}

/** 1203 too many connections of the user, 5014 state not NORMAL, 5021 and 5077 a backend went away. */
const retryableNumbers = new Set([1203, 5014, 5021, 5077]);
const retryableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
]);
/** What else is worth a second try among the failures that all have the number 1064. */
const retryableText = /\bleader\b|\brpc\b|timed? ?out|no alive|state is not NORMAL/i;

/** A client's error as ours: without the secrets of the session, and saying whether another try may help. */
export function engineError(error: unknown, secrets: Iterable<string>): EngineError {
  if (error instanceof EngineError) return error;
  const { message, code, errno } = error as ClientError;
  const retryable =
    (code !== undefined && retryableCodes.has(code)) ||
    (errno !== undefined && retryableNumbers.has(errno)) ||
    (errno === 1064 && retryableText.test(message)) ||
    // After a dropped connection the client refuses whatever comes next.
    /closed state|Connection lost/i.test(message);
  const number = errno === undefined || errno < 1000 ? '' : ` (error ${errno})`;
  return new EngineError(`StarRocks: ${scrubbed(message, secrets)}${number}`, { retryable });
}

/** A message without secrets: the engine echoes the DDL that it refuses. */
export function scrubbed(message: string, secrets: Iterable<string>): string {
  let text = message;
  const longestFirst = [...secrets].filter((one) => one !== '').sort((a, b) => b.length - a.length);
  for (const secret of longestFirst) text = text.replaceAll(secret, '***');
  return text
    .replaceAll(
      /(secret_key|access_key|password|credential|token)(["']?\s*=\s*)(["'])(?:\\.|(?!\3).)*\3/gi,
      '$1$2$3***$3',
    )
    .replaceAll(/\*[0-9A-F]{40}\b/gi, '***')
    .replaceAll(/(IDENTIFIED\s+(?:WITH\s+\S+\s+)?(?:BY|AS)\s+)(["'])(?:\\.|(?!\2).)*\2/gi, '$1$2***$2');
}
