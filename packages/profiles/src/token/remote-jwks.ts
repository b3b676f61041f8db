import { createHash } from 'node:crypto';
import type { FlattenedJWSInput, JWTHeaderParameters, JWTVerifyGetKey } from 'jose';
import { PrivateFileProblem, readPrivateFile, writePrivateFile } from '../private-folder.ts';
import { jwksOf } from './jwks.ts';
import type { KeyWorld } from './key-world.ts';
import { KeysUnavailable } from './keys-unavailable.ts';

/** For how long a key set is used without asking again. */
const freshMs = 10 * 60_000;

/** How often a token with an unknown key may make us ask again: otherwise every forged one would. */
const cooldownMs = 30_000;

const maxBytes = 1_048_576;

/**
 * Keys from a URL. A set that was had within ten minutes is not asked for again; a key that it lacks is looked for in a
 * new one, since platforms change their keys. Where the platform cannot be reached there is no answer, and no old one.
 */
export async function remoteJwks(url: string, world: KeyWorld): Promise<JWTVerifyGetKey> {
  const { errors } = await import('jose');
  const kept = readKept(url, world);
  const age = kept === undefined ? Infinity : world.now().getTime() - kept.at;
  const isFresh = age >= 0 && age < freshMs;
  const known = isFresh && kept !== undefined ? await jwksOf(url, kept.text) : await fetched(url, world);
  if (!isFresh) return known;
  return async (header: JWTHeaderParameters, token: FlattenedJWSInput) => {
    try {
      return await known(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || age < cooldownMs) throw error;
      return await (
        await fetched(url, world)
      )(header, token);
    }
  };
}

async function fetched(url: string, world: KeyWorld): Promise<JWTVerifyGetKey> {
  const text = await fetchText(url, world);
  const keys = await jwksOf(url, text);
  keep(url, text, world);
  return keys;
}

async function fetchText(url: string, { signal, timeoutMs = 5000, ...world }: KeyWorld): Promise<string> {
  const limit = AbortSignal.timeout(timeoutMs);
  const both = new AbortController();
  const stop = (): void => both.abort();
  for (const one of [signal, limit]) one.addEventListener('abort', stop, { once: true });
  try {
    signal.throwIfAborted();
    const response = await (world.fetch ?? fetch)(url, {
      headers: { accept: 'application/jwk-set+json, application/json' },
      // Keys from another place than the one that was reviewed are not the platform's.
      redirect: 'error',
      signal: both.signal,
    });
    if (!response.ok) throw new KeysUnavailable(url, `answers with status ${response.status}`);
    return await limitedText(url, response);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof KeysUnavailable) throw error;
    if (limit.aborted) throw new KeysUnavailable(url, `gave no answer within ${timeoutMs} ms`);
    const cause = (error as { readonly cause?: { readonly code?: unknown } }).cause?.code;
    throw new KeysUnavailable(url, `cannot be reached${typeof cause === 'string' ? `: ${cause}` : ''}`);
  } finally {
    for (const one of [signal, limit]) one.removeEventListener('abort', stop);
  }
}

async function limitedText(url: string, response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new KeysUnavailable(url, 'answers with more than a key set');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

interface Kept {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
}

function nameOf(url: string): string {
  return `jwks-${createHash('sha256').update(url).digest('hex').slice(0, 24)}.json`;
}

/** What was kept; a cache that cannot be trusted or read is none. */
function readKept(url: string, { cacheFolder }: KeyWorld): Kept | undefined {
  if (cacheFolder === undefined) return undefined;
  try {
    const text = readPrivateFile(cacheFolder, nameOf(url));
    const value = (text === undefined ? {} : JSON.parse(text)) as Partial<Kept> & { readonly url?: unknown };
    return value.url === url && typeof value.at === 'number' && typeof value.text === 'string'
      ? { at: value.at, text: value.text }
      : undefined;
  } catch (error) {
    if (error instanceof PrivateFileProblem || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function keep(url: string, text: string, { cacheFolder, now }: KeyWorld): void {
  if (cacheFolder === undefined) return;
  try {
    writePrivateFile(cacheFolder, nameOf(url), JSON.stringify({ url, at: now().getTime(), text }));
  } catch (error) {
    // Without a cache the next command asks again; that is all.
    if (!(error instanceof PrivateFileProblem)) throw error;
  }
}
