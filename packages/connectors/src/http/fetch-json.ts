import { lookup as lookupName } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { isIP, type LookupFunction } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { networkError } from '../access/network-error.ts';
import { SourceError } from '../source.ts';
import { addressProblem } from './private-address.ts';

export interface FetchOptions {
  readonly headers: { readonly [name: string]: string };
  /** Addresses inside a network were said to be meant. */
  readonly allowPrivate: boolean;
  readonly timeoutMs: number;
  /** PEM; without it the machine's authorities. */
  readonly authority: string | undefined;
  readonly signal: AbortSignal;
}

/** What a server answered. */
export interface Fetched {
  readonly status: number;
  readonly body: string;
  /** `rel="next"` of the Link header. */
  readonly next: string | undefined;
  readonly server: string | undefined;
  readonly tls: boolean;
}

const largestAnswer = 64 * 1024 * 1024;
const mostRedirects = 5;

/**
 * Gets a document with Node's own client, since it shows every address before it is connected to: `fetch` would ask the
 * name server again, and get another answer. Redirects are followed within the origin only, so that a token goes nowhere
 * else. Throws SourceError.
 */
export async function fetchText(url: URL, options: FetchOptions): Promise<Fetched> {
  let at = url;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const answer = await get(at, options);
    const { location } = answer.headers;
    if (answer.status < 300 || answer.status >= 400 || location === undefined) return finished(answer);
    const next = URL.canParse(location, at.href) ? new URL(location, at) : undefined;
    if (next === undefined || next.origin !== url.origin)
      throw new SourceError('unsupported', `${at.host}: it redirects to another host, which is not followed`);
    at = next;
  }
  throw new SourceError('failed', `${url.host}: it redirects for ever`);
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly tls: boolean;
}

function finished({ status, headers, body, tls }: Answer): Fetched {
  const link = [headers['link'] ?? ''].flat().join(',');
  const next = /<([^>]*)>\s*;[^,]*\brel="?next"?/.exec(link)?.[1];
  return { status, body, next, server: [headers['server']].flat()[0], tls };
}

async function get(url: URL, options: FetchOptions): Promise<Answer> {
  const { headers, timeoutMs, authority, signal } = options;
  const { request } = url.protocol === 'https:' ? await import('node:https') : await import('node:http');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // An address in the URL is connected to without any lookup.
  if (isIP(host) !== 0) refuseAddress(host, url.host, options);
  const clock = AbortSignal.timeout(timeoutMs);
  const either = new AbortController();
  for (const one of [signal, clock]) one.addEventListener('abort', () => either.abort(), { once: true });
  signal.throwIfAborted();
  try {
    return await new Promise((resolve, reject) => {
      const sent = request(
        url,
        {
          headers: { accept: 'application/json', 'user-agent': 'akili', ...headers },
          lookup: guardedLookup(url.host, options),
          signal: either.signal,
          ...(authority === undefined ? {} : { ca: authority }),
        },
        (response) => void collect(response).then(resolve, reject),
      );
      sent.on('error', reject);
      sent.end();
    });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof SourceError) throw error;
    if (clock.aborted) throw new SourceError('timeout', `${url.host}: it did not answer within ${timeoutMs / 1000} s`);
    throw networkError(error, url.host, timeoutMs) ?? new SourceError('failed', `${url.host}: the request failed`);
  }
}

async function collect(response: IncomingMessage): Promise<Answer> {
  // Before the end: then the response has no socket any more.
  const tls = (response.socket as Partial<TLSSocket>).encrypted === true;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > largestAnswer) {
      response.destroy();
      throw new SourceError(
        'unsupported',
        `an answer is larger than ${largestAnswer / 1024 / 1024} MiB; have it paged`,
      );
    }
    chunks.push(chunk);
  }
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(chunks).toString('utf8'),
    tls,
  };
}

/** Looks a name up once, and connects to nothing that may not be reached. */
function guardedLookup(host: string, options: FetchOptions): LookupFunction {
  return (name, lookupOptions, callback) => {
    // Node asks for one address or for all, whichever way it is going to connect; its types know only the latter.
    const answer = callback as (error: Error | null, found: unknown, family?: number) => void;
    const { all } = lookupOptions as { readonly all?: boolean };
    lookupName(name, { ...lookupOptions, all: true }, (error, addresses) => {
      if (error !== null) return answer(error, '', 0);
      try {
        for (const { address } of addresses) refuseAddress(address, host, options);
      } catch (refusal) {
        return answer(refusal as Error, '', 0);
      }
      if (all === true) answer(null, addresses);
      else answer(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 0);
    });
  };
}

function refuseAddress(address: string, host: string, { allowPrivate }: FetchOptions): void {
  const problem = addressProblem(address);
  if (problem === undefined || (problem === 'private' && allowPrivate)) return;
  const words =
    problem === 'never'
      ? 'which is never a source'
      : 'which is inside a network: say `allow_private: true` where that is meant';
  throw new SourceError('unsupported', `${host}: its address is ${address}, ${words}`);
}
