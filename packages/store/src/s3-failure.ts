import { EngineError } from '@akili/resource';

/** What happened to a request, by the name and the status that the store gave: Ceph sends no message. */
export interface S3Refusal {
  readonly name: string;
  readonly status: number | undefined;
  readonly code: string | undefined;
}

export function refusalOf(error: unknown): S3Refusal {
  const { name, code, $metadata } = (error ?? {}) as {
    readonly name?: string;
    readonly code?: unknown;
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  return { name: name ?? '', status: $metadata?.httpStatusCode, code: typeof code === 'string' ? code : undefined };
}

/** True where the store may have done what it was asked for although it did not say so. */
export function isUnknown({ name, status, code }: S3Refusal): boolean {
  if (status !== undefined && status < 300) return true;
  return (
    (status !== undefined && status >= 500) ||
    ['TimeoutError', 'AbortError'].includes(name) ||
    ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED'].includes(code ?? '')
  );
}

/** A failure of the store as an `EngineError` without keys; our own bugs stay what they are. */
export function asStoreFailure(error: unknown, endpoint: string, what: string): unknown {
  if (error instanceof EngineError) return error;
  const refusal = refusalOf(error);
  const { name, status, code } = refusal;
  const retryable = isUnknown(refusal) || code === 'ECONNREFUSED' || [409, 429].includes(status ?? 0);
  const at = `The state store at ${endpoint}`;
  if (name === 'TimeoutError' || name === 'AbortError')
    return new EngineError(`${at} did not answer in time when asked to ${what}.`, { retryable });
  if (status === undefined && code === undefined) return error;
  if (status === undefined) return new EngineError(`${at} cannot be reached: ${code}.`, { retryable });
  return new EngineError(`${at} refused to ${what} (${name}, ${status}).`, { retryable, cause: refusal });
}
