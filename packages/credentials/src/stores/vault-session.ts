import { readFile } from 'node:fs/promises';
import { timeLimit } from './time-limit.ts';

/** How Vault is reached and logged in to, as its own tools read it from the environment. */
export interface VaultSettings {
  readonly env: { readonly [name: string]: string | undefined };
  /** Milliseconds that one request may take. */
  readonly timeoutMs?: number;
}

/** What Vault said; `trouble` where it said nothing, with a status of 0. */
export interface VaultAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly trouble?: string;
}

/** A login. Paths are those of the API behind `/v1/`. */
export interface VaultSession {
  get(path: string): Promise<VaultAnswer>;
  post(path: string, body: unknown): Promise<VaultAnswer>;
  remove(path: string): Promise<VaultAnswer>;
}

const serviceAccountToken = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/**
 * Logs in with VAULT_TOKEN, VAULT_TOKEN_FILE, VAULT_ROLE_ID and VAULT_SECRET_ID (AppRole), or VAULT_KUBERNETES_ROLE, in
 * this order, at VAULT_ADDR and in VAULT_NAMESPACE. A text says why that is not possible.
 */
export async function vaultSession(settings: VaultSettings, signal: AbortSignal): Promise<VaultSession | string> {
  const { env, timeoutMs = 10_000 } = settings;
  const address = env['VAULT_ADDR'] ?? '';
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    return 'VAULT_ADDR does not name the address of Vault';
  const base = address.replace(/\/+$/, '');
  const namespace: Record<string, string> = env['VAULT_NAMESPACE']
    ? { 'X-Vault-Namespace': env['VAULT_NAMESPACE'] }
    : {};
  const call = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: unknown,
  ): Promise<VaultAnswer> => {
    const limit = timeLimit(signal, timeoutMs);
    try {
      const response = await fetch(`${base}/v1/${path}`, {
        method,
        headers: { ...namespace, ...headers, 'X-Vault-Request': 'true' },
        // A token must not follow to another host.
        redirect: 'manual',
        signal: limit.signal,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: readJson(text) };
    } catch (error) {
      signal.throwIfAborted();
      return {
        status: 0,
        body: undefined,
        trouble: limit.isOver() ? `Vault did not answer within ${timeoutMs / 1000} s` : unreachable(error),
      };
    } finally {
      limit.end();
    }
  };
  const token = await logIn(env, (path, body) => call('POST', path, {}, body));
  if ('problem' in token) return token.problem;
  const headers = { 'X-Vault-Token': token.token };
  return {
    get: (path) => call('GET', path, headers),
    post: (path, body) => call('POST', path, headers, body),
    remove: (path) => call('DELETE', path, headers),
  };
}

async function logIn(
  env: VaultSettings['env'],
  post: (path: string, body: unknown) => Promise<VaultAnswer>,
): Promise<{ readonly token: string } | { readonly problem: string }> {
  if (env['VAULT_TOKEN']) return { token: env['VAULT_TOKEN'] };
  if (env['VAULT_TOKEN_FILE']) return await fromFile(env['VAULT_TOKEN_FILE'], 'VAULT_TOKEN_FILE');
  const login = async (method: string, body: unknown) => {
    const answer = await post(`auth/${method}/login`, body);
    const auth = (answer.body as { readonly auth?: { readonly client_token?: unknown } } | undefined)?.auth;
    if (typeof auth?.client_token === 'string') return { token: auth.client_token };
    return { problem: answer.trouble ?? `Vault refuses the ${method} login with status ${answer.status}` };
  };
  if (env['VAULT_ROLE_ID'] && env['VAULT_SECRET_ID'])
    return await login(env['VAULT_APPROLE_PATH'] ?? 'approle', {
      role_id: env['VAULT_ROLE_ID'],
      secret_id: env['VAULT_SECRET_ID'],
    });
  if (env['VAULT_KUBERNETES_ROLE']) {
    const file = env['VAULT_KUBERNETES_TOKEN_FILE'] ?? serviceAccountToken;
    const account = await fromFile(file, 'the token of the service account');
    if ('problem' in account) return account;
    return await login('kubernetes', { role: env['VAULT_KUBERNETES_ROLE'], jwt: account.token });
  }
  return {
    problem:
      'no login to Vault is set: VAULT_TOKEN, VAULT_TOKEN_FILE, VAULT_ROLE_ID with VAULT_SECRET_ID, or VAULT_KUBERNETES_ROLE',
  };
}

async function fromFile(
  path: string,
  what: string,
): Promise<{ readonly token: string } | { readonly problem: string }> {
  try {
    const token = (await readFile(path, 'utf8')).trim();
    return token === '' ? { problem: `${what} is empty` } : { token };
  } catch {
    return { problem: `${what} cannot be read` };
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The code of a failed connection, which names neither headers nor bodies. */
function unreachable(error: unknown): string {
  const cause = (error as { readonly cause?: { readonly code?: unknown } }).cause;
  return `Vault cannot be reached${typeof cause?.code === 'string' ? ` (${cause.code})` : ''}`;
}
