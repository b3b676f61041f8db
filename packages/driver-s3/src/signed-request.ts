import { EngineError } from '@akili/resource';

/** A request to an API of the store that the SDK does not know. */
export interface SignedRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** With its path. */
  readonly url: string;
  readonly query?: { readonly [name: string]: string };
  /** Sent as a form. */
  readonly form?: { readonly [name: string]: string };
}

/** Keys of who asks. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** An answer of another status than 2xx: `name` is the store's code. Neither request nor answer is kept. */
export class RefusedRequest extends Error {
  readonly $metadata: { readonly httpStatusCode: number };
  constructor(name: string, httpStatusCode: number) {
    super(`${name} (${httpStatusCode})`);
    this.name = name;
    this.$metadata = { httpStatusCode };
  }
}

/** Sends a request, signed with version 4 as the service `s3`, and gives the answer's text. */
export async function sendSigned(
  request: SignedRequest,
  { keys, region, signal }: { readonly keys: Keys; readonly region: string; readonly signal: AbortSignal },
): Promise<string> {
  const [{ SignatureV4 }, { Sha256 }] = await Promise.all([
    import('@smithy/signature-v4'),
    import('@aws-crypto/sha256-js'),
  ]);
  const { method, url, query = {}, form } = request;
  const { protocol, hostname, port, host, pathname } = new URL(url);
  const body = form === undefined ? undefined : new URLSearchParams(form).toString();
  const signer = new SignatureV4({ service: 's3', region, credentials: keys, sha256: Sha256, uriEscapePath: false });
  const signed = await signer.sign({
    method,
    protocol,
    hostname,
    ...(port === '' ? {} : { port: Number(port) }),
    path: pathname,
    query: { ...query },
    headers: { host, ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) },
    ...(body === undefined ? {} : { body }),
  });
  const { host: _, ...headers } = signed.headers;
  const search = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  const target = search.length === 0 ? url : `${url}?${search.join('&')}`;
  const answer = await fetch(target, { method, headers, signal, ...(body === undefined ? {} : { body }) }).catch(
    unwrap,
  );
  const text = await answer.text();
  if (answer.ok) return text;
  throw new RefusedRequest(codeOf(text), answer.status);
}

/** What `fetch` hides behind "fetch failed": the network's own error, which names no query. */
function unwrap(error: unknown): never {
  const { cause } = error as { readonly cause?: unknown };
  if (!(cause instanceof Error)) throw error;
  if ('code' in cause || cause.name !== 'Error') throw cause;
  throw new EngineError(`The object store cannot be asked: ${cause.message}.`, { cause });
}

/** The code of a refusal: JSON of the Admin Ops API, XML of everything else. */
function codeOf(text: string): string {
  return /"Code"\s*:\s*"(\w+)"/.exec(text)?.[1] ?? /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? 'Refused';
}
