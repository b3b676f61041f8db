import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readDescription, type DescribedOperation } from './description.ts';
import { graphql } from './graphql.ts';
import { forbidden, handlers, missing, unprocessable, type Answer } from './handlers.ts';
import { Shapes } from './shapes.ts';
import { emptyRepository, type Caller, type RepositoryState } from './state.ts';

/** What the peer does instead of answering, for the next calls of an operation. */
export type Misbehaviour =
  | { readonly kind: 'status'; readonly status: number }
  /** 403 with `retry-after`, as for too many writes at a time. */
  | { readonly kind: 'secondaryLimit'; readonly retryAfter: number }
  /** 403 with no calls left until `reset`, seconds from now. */
  | { readonly kind: 'rateLimit'; readonly reset: number }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** Does what was asked at once, and answers late: what it says is old by then, and answers change their order. */
  | { readonly kind: 'late'; readonly milliseconds: number }
  | { readonly kind: 'hangUp' }
  /** Does what was asked, and then hangs up: the caller cannot know. */
  | { readonly kind: 'doneButLost' };

export interface GithubPeer {
  /** As `GITHUB_API_URL` holds it. */
  readonly url: string;
  readonly repository: RepositoryState;
  /** Every call that came, as `METHOD operation`, with its body. */
  readonly calls: { readonly operation: string; readonly body: unknown; readonly caller: string }[];
  /** What was wrong with calls or with the peer's own answers: a test expects it to be empty. */
  readonly violations: string[];
  misbehave(operation: string, how: Misbehaviour, times?: number): void;
  close(): Promise<void>;
}

export interface GithubPeerOptions {
  readonly owner?: string;
  readonly name?: string;
  /** Who a token is. */
  readonly tokens: { readonly [token: string]: Caller };
  /** Lists come in pages no longer than this, whatever `per_page` says. */
  readonly longestPage?: number;
  /** Path before `/repos`, as GitHub Enterprise has it: `/api/v3`. */
  readonly prefix?: string;
}

let described: readonly DescribedOperation[] | undefined;

/**
 * A stand-in for GitHub's REST interface (and the few GraphQL queries we make): every request, and every answer of its
 * own, is held against GitHub's published description; lists come in pages, bodies over the limits are refused, and it
 * misbehaves on demand.
 */
export async function startGithubPeer(options: GithubPeerOptions): Promise<GithubPeer> {
  const operations = (described ??= readDescription());
  const repository = emptyRepository(options.owner ?? 'acme', options.name ?? 'data');
  const calls: GithubPeer['calls'] = [];
  const violations: string[] = [];
  const misbehaviours: { operation: string; how: Misbehaviour; left: number }[] = [];
  const prefix = options.prefix ?? '';
  let serial = 100;
  let clock = Date.parse('2026-11-23T00:00:00Z');
  const next = (): number => (serial += 1);
  const now = (): string => new Date((clock += 1000)).toISOString();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://peer');
    const body = await bodyOf(request);
    const caller = callerOf(request, options.tokens);
    // GitHub Enterprise has GraphQL beside `/api/v3`, github.com below its own name.
    const isGraphql = url.pathname === (prefix === '' ? '/graphql' : '/api/graphql');
    if (!isGraphql && !url.pathname.startsWith(prefix)) return send(response, missing());
    const path = url.pathname.slice(prefix.length);
    const found = isGraphql ? undefined : match(operations, request.method ?? 'GET', path);
    const name = isGraphql ? 'graphql' : (found?.operation.id ?? `${request.method} ${path}`);
    calls.push({ operation: name, body, caller: caller?.login ?? 'nobody' });
    const how = takeMisbehaviour(misbehaviours, name);
    if (how?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, how.milliseconds));
    if (how?.kind === 'hangUp') return void request.socket.destroy();
    if (how !== undefined && how.kind !== 'slow' && how.kind !== 'late' && how.kind !== 'doneButLost')
      return send(response, refusal(how));
    if (caller === undefined) return send(response, { status: 401, body: { message: 'Bad credentials' } });
    const answer = isGraphql
      ? graphql(repository, caller, body)
      : answerOf(found, { caller, body, query: Object.fromEntries(url.searchParams), path });
    if (how?.kind === 'late') await new Promise((resolve) => setTimeout(resolve, how.milliseconds));
    if (how?.kind === 'doneButLost') return void request.socket.destroy();
    send(response, paged(answer, url, `http://${request.headers.host}`));
  }

  function answerOf(
    found: Match | undefined,
    given: { caller: Caller; body: unknown; query: { [name: string]: string }; path: string },
  ): Answer {
    if (found === undefined) {
      violations.push(`no such operation: ${given.path}`);
      return missing();
    }
    const { operation, names } = found;
    const wrong = operation.query(given.query) ?? operation.body(given.body);
    if (wrong !== undefined) {
      violations.push(`${operation.id}: ${wrong}`);
      return unprocessable(`Invalid request.\n\n${wrong}`);
    }
    if (names['owner'] !== repository.owner || names['repo'] !== repository.name) return missing();
    if (operation.method !== 'GET' && !given.caller.mayWrite) return forbidden();
    const handler = handlers[operation.id];
    if (handler === undefined) {
      violations.push(`${operation.id}: the peer does not do this`);
      return missing();
    }
    const answer = handler({
      repository,
      caller: given.caller,
      path: names,
      query: given.query,
      body: (given.body ?? {}) as { [name: string]: unknown },
      shapes: new Shapes(peer.url),
      next,
      now,
    });
    const own = answer.list === undefined ? answer.body : wrapped(answer.list.items, answer.list.wrap);
    const problem =
      operation.id.startsWith('pulls/') ||
      operation.id.includes('pull-requests') ||
      operation.id === 'actions/list-workflow-runs'
        ? undefined
        : operation.answer(answer.status, own);
    if (problem !== undefined) violations.push(`own answer to ${operation.id}: ${problem}`);
    return answer;
  }

  function paged(answer: Answer, url: URL, base: string): Answer {
    if (answer.list === undefined) return answer;
    const { items, wrap } = answer.list;
    const asked = Math.min(Number(url.searchParams.get('per_page') ?? 30), 100, options.longestPage ?? 100);
    const page = Math.max(1, Number(url.searchParams.get('page') ?? 1));
    const here = items.slice((page - 1) * asked, page * asked);
    const more = page * asked < items.length;
    const nextUrl = new URL(`${base}${url.pathname}${url.search}`);
    nextUrl.searchParams.set('page', String(page + 1));
    return {
      status: answer.status,
      body: wrapped(here, wrap, items.length),
      ...(more ? { headers: { link: `<${nextUrl.href}>; rel="next"` } } : {}),
    };
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      violations.push(`the peer failed: ${String(error)}`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const peer: GithubPeer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`,
    repository,
    calls,
    violations,
    misbehave: (operation, how, times = 1) => void misbehaviours.push({ operation, how, left: times }),
    close: () => closed(server),
  };
  return peer;
}

interface Match {
  readonly operation: DescribedOperation;
  readonly names: { readonly [name: string]: string };
}

/** Fixed segments win over names, as in `issues/comments/{id}` over `issues/{number}/comments`. */
function match(operations: readonly DescribedOperation[], method: string, path: string): Match | undefined {
  const given = path.split('/').slice(1).map(decodeURIComponent);
  const fitting = operations.flatMap((operation) => {
    if (operation.method !== method || operation.segments.length !== given.length) return [];
    const names: { [name: string]: string } = {};
    let fixed = 0;
    for (const [i, segment] of operation.segments.entries()) {
      if (segment.startsWith('{')) names[segment.slice(1, -1)] = given[i] ?? '';
      else if (segment === given[i]) fixed += 1;
      else return [];
    }
    return [{ operation, names, fixed }];
  });
  return fitting.toSorted((a, b) => b.fixed - a.fixed)[0];
}

function takeMisbehaviour(
  all: { operation: string; how: Misbehaviour; left: number }[],
  operation: string,
): Misbehaviour | undefined {
  const found = all.find((one) => one.operation === operation && one.left > 0);
  if (found !== undefined) found.left -= 1;
  return found?.how;
}

function refusal(how: Exclude<Misbehaviour, { kind: 'slow' | 'late' | 'hangUp' | 'doneButLost' }>): Answer {
  switch (how.kind) {
    case 'status':
      return { status: how.status, body: { message: 'Server Error' } };
    case 'secondaryLimit':
      return {
        ...forbidden('You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'),
        headers: { 'retry-after': String(how.retryAfter) },
      };
    case 'rateLimit':
      return {
        ...forbidden('API rate limit exceeded for installation.'),
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + how.reset),
        },
      };
  }
}

function wrapped(items: readonly unknown[], wrap: string | undefined, total = items.length): unknown {
  return wrap === undefined ? items : { total_count: total, [wrap]: items };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += chunk as string;
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

function callerOf(request: IncomingMessage, tokens: GithubPeerOptions['tokens']): Caller | undefined {
  const token = /^(?:token|bearer) (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return Object.hasOwn(tokens, token) ? tokens[token] : undefined;
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
