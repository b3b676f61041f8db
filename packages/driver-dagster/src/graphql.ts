import { EngineError } from '@akili/resource';
import type { Told } from './queries.ts';

/** Asks Dagster one thing. Answers are data without their shape checked; errors are EngineErrors without secrets. */
export interface GraphqlClient {
  ask<Answer>(operation: GraphqlOperation, variables: object, signal?: AbortSignal): Promise<Answer>;
}

export interface GraphqlOperation {
  readonly name: string;
  readonly text: string;
}

export interface GraphqlPlace {
  readonly url: string;
  readonly timeoutMs: number;
  /** Name and value of the header that carries the token; undefined where a proxy alone decides. */
  readonly header: readonly [name: string, value: string] | undefined;
}

export function graphqlClient({ url, timeoutMs, header }: GraphqlPlace): GraphqlClient {
  const headers = new Headers({ 'content-type': 'application/json', accept: 'application/json' });
  if (header !== undefined) headers.set(...header);
  return {
    async ask<Answer>({ name, text }: GraphqlOperation, variables: object, signal?: AbortSignal): Promise<Answer> {
      const body = JSON.stringify({ operationName: name, query: text, variables });
      const controller = new AbortController();
      const stop = (): void => controller.abort();
      const timer = setTimeout(stop, timeoutMs);
      signal?.addEventListener('abort', stop);
      try {
        signal?.throwIfAborted();
        // A redirect would carry the token to another place.
        const response = await fetch(url, {
          ...{ method: 'POST', headers, body, redirect: 'error', signal: controller.signal },
        });
        if (!response.ok) throw refused(response.status);
        return readAnswer<Answer>(await response.text());
      } catch (error) {
        if (error instanceof EngineError || signal?.aborted === true) throw error;
        throw unreachable(error, controller.signal.aborted, timeoutMs);
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', stop);
      }
    },
  };
}

function readAnswer<Answer>(text: string): Answer {
  let answer: { readonly data?: Answer | null; readonly errors?: readonly { readonly message?: unknown }[] };
  try {
    answer = JSON.parse(text) as typeof answer;
  } catch (error) {
    throw new EngineError('What answers at the address of Dagster is not GraphQL; is it the path `/graphql`?', {
      cause: error,
    });
  }
  const [first] = answer.errors ?? [];
  if (first !== undefined) throw new EngineError(`Dagster refused the request: ${firstLine(first.message)}.`);
  if (answer.data === undefined || answer.data === null) throw new EngineError('Dagster answered without data.');
  return answer.data;
}

function refused(status: number): EngineError {
  if (status === 401 || status === 403)
    return new EngineError(`Dagster refused the token (${status}); its secret holds \`{ "token": "..." }\`.`);
  return new EngineError(`Dagster answered ${status}.`, { retryable: status === 429 || status >= 500 });
}

function unreachable(error: unknown, timedOut: boolean, timeoutMs: number): unknown {
  if (timedOut) {
    const message = `Dagster did not answer within ${timeoutMs / 1000} seconds.`;
    return new EngineError(message, { retryable: true, cause: error });
  }
  if (!(error instanceof TypeError)) return error;
  const cause = error.cause as { readonly code?: unknown } | undefined;
  const code = typeof cause?.code === 'string' ? cause.code : 'no connection';
  return new EngineError(`Dagster cannot be reached: ${code}.`, { retryable: true, cause: error });
}

/** The reason that Dagster tells, as one line for people: the root of a Python error, without its class and trace. */
export function reasonOf({ message, errorChain }: Told): string {
  const root = errorChain?.at(-1)?.error.message ?? message;
  return firstLine(root?.replace(/^[\w.]*[A-Z]\w*(?:Error|Exception): /, ''));
}

/** One line for people. */
export function firstLine(message: unknown): string {
  const line = typeof message === 'string' ? (message.trim().split('\n')[0] ?? '') : '';
  const short = line.length > 300 ? `${line.slice(0, 300)}...` : line;
  return short === '' ? 'no reason given' : short.replace(/\.$/, '');
}
