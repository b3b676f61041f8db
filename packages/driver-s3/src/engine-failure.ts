import { EngineError } from '@akili/resource';

/** What a failed request was about, for people: a bucket, a principal. Never a secret, never another tenant's. */
export interface Asked {
  /** `read the bucket policy`. */
  readonly what: string;
  readonly endpoint: string;
  readonly timeoutMs: number;
}

const networkCodes: { readonly [code: string]: string } = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ENOTFOUND: 'its host name is not known',
  EAI_AGAIN: 'its host name cannot be looked up now',
  ETIMEDOUT: 'it cannot be reached in time',
  EHOSTUNREACH: 'there is no way to its host',
  ENETUNREACH: 'there is no way to its network',
};

const refusals: { readonly [name: string]: string } = {
  InvalidAccessKeyId: 'the access key is not known there',
  SignatureDoesNotMatch: 'the secret key does not belong to the access key',
  RequestTimeTooSkewed: 'the clocks of this machine and of the store differ too much',
  UserSuspended: 'the user is suspended',
  NoSuchBucket: 'the bucket does not exist',
  NoSuchUser: 'the user does not exist',
  AccessDenied: 'the credential may not do that',
  InvalidBucketName: 'the store does not take such a bucket name',
  BucketAlreadyExists: 'the bucket exists and belongs to somebody else',
  BucketNotEmpty: 'the bucket is not empty',
  KeyExists: 'the access key is in use by another user',
  QuotaExceeded: 'a quota is used up',
  MalformedPolicy: 'the store does not take the policy',
};

/** Statuses after which a later try may succeed; what the request did is then unknown. */
const passing: readonly number[] = [408, 409, 429, 500, 502, 503, 504];

/**
 * A failed request as an engine's failure. Ceph sends no message, so that the SDK says only `UnknownError`: the
 * error's name and status are what counts. Nothing of the request or of the answer's text is repeated, since an admin
 * request carries keys. Errors that a caller's signal caused, and our own bugs, stay what they are.
 */
export function asEngineFailure(error: unknown, { what, endpoint, timeoutMs }: Asked, signal: AbortSignal): unknown {
  if (error instanceof EngineError) return error;
  if (signal.aborted || !(error instanceof Error)) return error;
  const { code, name } = error as NodeJS.ErrnoException;
  const status = statusOf(error);
  const at = `The object store at ${endpoint}`;
  if (name === 'TimeoutError' || name === 'AbortError')
    return new EngineError(`${at} did not answer within ${timeoutMs / 1000} s when asked to ${what}.`, retryable);
  const network = typeof code === 'string' ? networkCodes[code] : undefined;
  if (network !== undefined) return new EngineError(`${at} cannot be reached: ${network} (${code}).`, retryable);
  if (typeof code === 'string' && isTls(code))
    return new EngineError(`${at} has no certificate that is trusted here: ${code}.`);
  if (status === undefined) return error;
  const why = refusals[name] ?? refusals[byStatus[status] ?? ''] ?? 'it gave no reason';
  return new EngineError(`${at} refused to ${what}: ${why} (${name === 'Error' ? '' : `${name}, `}${status}).`, {
    retryable: passing.includes(status) && refusals[name] === undefined,
  });
}

const retryable = { retryable: true };

/** Head requests have no body, hence no name. */
const byStatus: { readonly [status: number]: string } = { 403: 'AccessDenied' };

/** The HTTP status of an answer that an error stands for; undefined where there was none. */
export function statusOf(error: unknown): number | undefined {
  const { $metadata } = error as { readonly $metadata?: { readonly httpStatusCode?: number } };
  return $metadata?.httpStatusCode;
}

function isTls(code: string): boolean {
  return /CERT|SSL|TLS|UNABLE_TO_|SELF_SIGNED|EPROTO/.test(code);
}
