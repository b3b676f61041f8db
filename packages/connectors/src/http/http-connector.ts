import { settingsOf } from '../access/settings.ts';
import { readAuthority } from '../access/tls.ts';
import {
  SourceError,
  type Connector,
  type ReadRequest,
  type Source,
  type SourceAccess,
  type WantedInput,
} from '../source.ts';
import { inferColumns, sampleSize } from '../values/infer-columns.ts';
import { readLossless, type LosslessJson } from '../values/lossless-json.ts';
import type { SourceRecord } from '../values/record-value.ts';
import { recordsToRows } from '../values/records-to-rows.ts';
import { fetchText, type Fetched, type FetchOptions } from './fetch-json.ts';

/** A REST API that answers JSON: a list of objects, or an object that holds one. `resource` is the path below the base. */
export const httpConnector: Connector = {
  open(access, signal) {
    return Promise.resolve(openHttp(access, signal));
  },
};

/** Pages that one load may have: a server that always names a next one would never end it. */
const mostPages = 10_000;

function openHttp(access: SourceAccess, signal: AbortSignal): Source {
  const settings = settingsOf(access);
  const base = baseOf(settings.needed('base_url'));
  const ca = settings.text('ca');
  const options: FetchOptions = {
    headers: authorization(access, base),
    allowPrivate: settings.flag('allow_private') ?? false,
    timeoutMs: (settings.count('timeout_seconds') ?? 30) * 1000,
    authority: ca === undefined ? undefined : readAuthority(access.root, ca),
    signal,
  };
  const list = settings.text('records');
  const cursorParameter = settings.text('cursor_param');
  const pause = 1000 / (settings.count('rate_limit_rps') ?? 1000);

  async function get(url: URL): Promise<Fetched> {
    signal.throwIfAborted();
    return checked(await fetchText(url, options), url);
  }
  async function* records(resource: string, after?: string): AsyncGenerator<SourceRecord> {
    let url: URL | undefined = resourceUrl(base, resource);
    if (cursorParameter !== undefined && after !== undefined) url.searchParams.set(cursorParameter, after);
    for (let page = 0; url !== undefined; page += 1) {
      if (page === mostPages) throw new SourceError('failed', `${base.host}: more than ${mostPages} pages`);
      if (page > 0) await new Promise((resolve) => setTimeout(resolve, pause));
      const answer: Fetched = await get(url);
      const body = readBody(answer.body, base);
      yield* listIn(body, list, resource);
      url = nextPage(answer, body, url, base);
    }
  }
  return {
    async test(wanted) {
      const started = performance.now();
      const first = wanted[0];
      const answer = await get(first === undefined ? base : resourceUrl(base, first.resource));
      const latencyMs = performance.now() - started;
      const verdicts = [];
      const readable = new Set<string>();
      for (const one of wanted) {
        const reasons = await reasonsAgainst(one, cursorParameter, () => sample(records(one.resource), 1));
        if (reasons.length === 0) readable.add(one.resource);
        verdicts.push({ resource: one.resource, strategy: one.strategy, works: reasons.length === 0, reasons });
      }
      return {
        ...{ latencyMs, serverVersion: answer.server, tls: answer.tls },
        ...(answer.tls ? { certificateChecked: true } : {}),
        ...{ readable: [...readable].sort(), strategies: verdicts },
      };
    },
    async introspect(resources) {
      if (resources.length === 0)
        throw new SourceError('unsupported', 'a REST API does not list what it has: name resources with --table');
      const tables = [];
      for (const name of resources)
        tables.push({ name, columns: inferColumns(await sample(records(name), sampleSize)), primaryKey: [] });
      return tables;
    },
    read: (request: ReadRequest) => recordsToRows(records(request.resource, request.cursor?.after), request),
    close: () => Promise.resolve(),
  };
}

async function reasonsAgainst(
  { strategy, cursorField }: WantedInput,
  cursorParameter: string | undefined,
  try_: () => Promise<readonly SourceRecord[]>,
): Promise<readonly string[]> {
  try {
    const [first] = await try_();
    const missing = cursorField !== undefined && first !== undefined && !Object.hasOwn(first, cursorField);
    return [
      ...(missing ? [`its records have no ${cursorField}`] : []),
      ...(strategy === 'incremental' && cursorParameter === undefined
        ? ['config.cursor_param names no parameter, so each load reads everything']
        : []),
    ];
  } catch (error) {
    if (error instanceof SourceError) return [error.message];
    throw error;
  }
}

async function sample(records: AsyncIterable<SourceRecord>, count: number): Promise<readonly SourceRecord[]> {
  const found: SourceRecord[] = [];
  for await (const record of records) if (found.push(record) >= count) break;
  return found;
}

function baseOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new SourceError('unsupported', 'config.base_url is no http or https address without a login');
  return url.pathname.endsWith('/') ? url : new URL(`${url.href.replace(/[?#].*$/, '')}/`);
}

/** Below the base and nowhere else: a resource is a path, whatever it holds. */
function resourceUrl(base: URL, resource: string): URL {
  const relative = `./${resource.replace(/^\/+/, '')}`;
  const url = URL.canParse(relative, base.href) ? new URL(relative, base) : undefined;
  if (url === undefined || url.origin !== base.origin || !url.pathname.startsWith(base.pathname))
    throw new SourceError('resource', `${resource} is no path below config.base_url`);
  return url;
}

function nextPage({ next }: Fetched, body: LosslessJson, at: URL, base: URL): URL | undefined {
  const said =
    next ?? (isObject(body) && typeof body['next'] === 'string' && body['next'] !== '' ? body['next'] : undefined);
  if (said === undefined) return undefined;
  const url = URL.canParse(said, at.href) ? new URL(said, at) : undefined;
  if (url?.origin !== base.origin)
    throw new SourceError('unsupported', `${base.host}: its next page is on another host, which is not asked`);
  return url;
}

function readBody(text: string, base: URL): LosslessJson {
  try {
    return readLossless(text);
  } catch {
    throw new SourceError('unsupported', `${base.host}: the answer is no JSON`);
  }
}

/** The list in an answer: itself, the member that `config.records` names, or the only member that is one. */
function listIn(body: LosslessJson, member: string | undefined, resource: string): readonly SourceRecord[] {
  const lists = isObject(body) ? Object.entries(body).filter(([, value]) => Array.isArray(value)) : [];
  const found =
    member !== undefined && isObject(body)
      ? body[member]
      : Array.isArray(body)
        ? body
        : lists.length === 1
          ? lists[0]?.[1]
          : undefined;
  if (!Array.isArray(found))
    throw new SourceError(
      'resource',
      `the answer to ${resource} holds no list of records; name its member in config.records`,
    );
  const records = found as readonly LosslessJson[];
  if (!records.every(isObject))
    throw new SourceError('resource', `the list of ${resource} holds something that is no object`);
  return records as readonly SourceRecord[];
}

function isObject(value: LosslessJson): value is { readonly [key: string]: LosslessJson } {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && value.constructor === Object;
}

function checked(answer: Fetched, url: URL): Fetched {
  const { status } = answer;
  if (status >= 200 && status < 300) return answer;
  const at = `${url.host}${url.pathname}`;
  if (status === 401) throw new SourceError('password', `${at}: the login was refused (401)`);
  if (status === 403) throw new SourceError('permission', `${at}: the login may not read it (403)`);
  if (status === 404) throw new SourceError('resource', `${at}: there is no such resource (404)`);
  throw new SourceError('failed', `${at}: it answered ${status}`);
}

/** The header that logs in. A secret is sent over TLS, or within the machine, and nowhere else. */
function authorization(access: SourceAccess, base: URL): { readonly [name: string]: string } {
  const settings = settingsOf(access);
  const { secret } = access;
  const type =
    settings.choice('auth_type', ['none', 'basic', 'bearer', 'api_key']) ??
    (secret['token'] !== undefined ? 'bearer' : secret['username'] !== undefined ? 'basic' : 'none');
  if (type === 'none') return {};
  const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(base.hostname);
  if (base.protocol !== 'https:' && !isLocal)
    throw new SourceError('tls', `${base.host}: a login is sent over https only`);
  const part = (name: string): string => {
    const value = secret[name];
    if (value === undefined || value === '' || /[\r\n]/.test(value))
      throw new SourceError('password', `the secret of the connection holds no ${name}`);
    return value;
  };
  if (type === 'basic')
    return { authorization: `Basic ${Buffer.from(`${part('username')}:${part('password')}`).toString('base64')}` };
  if (type === 'bearer') return { authorization: `Bearer ${part('token')}` };
  return { [settings.text('auth_header') ?? 'x-api-key']: part('token') };
}
