import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the stand-in lets a token do: paths below the API's root, by prefix. */
export interface VaultPolicy {
  readonly read?: readonly string[];
  readonly write?: readonly string[];
}

export interface VaultOptions {
  readonly tokens: { readonly [token: string]: VaultPolicy };
  /** Mounts of key-value stores of version 2. */
  readonly mounts?: readonly string[];
  readonly approle?: { readonly roleId: string; readonly secretId: string; readonly token: string };
  readonly kubernetes?: { readonly role: string; readonly jwt: string; readonly token: string };
  readonly namespace?: string;
}

interface Kept {
  version: number;
  data: object | undefined;
}

/** A running stand-in; its ways to misbehave can be changed while it runs. */
export interface VaultPeer {
  readonly address: string;
  /** `mount/path` to what is kept there. */
  readonly secrets: ReadonlyMap<string, { readonly version: number; readonly data: object | undefined }>;
  readonly requests: readonly string[];
  mode: 'well' | 'sealed' | 'silent' | 'elsewhere';
  /** Called before a write is looked at: for a race with somebody else. */
  beforeWrite: (() => void) | undefined;
  put(path: string, data: object): void;
  close(): Promise<void>;
}

/** Starts a stand-in on a free port of the loopback. */
export async function startVault(options: VaultOptions): Promise<VaultPeer> {
  const secrets = new Map<string, Kept>();
  const requests: string[] = [];
  const mounts = options.mounts ?? ['akili'];
  const peer = { mode: 'well' as VaultPeer['mode'], beforeWrite: undefined as (() => void) | undefined };

  async function answer(
    request: IncomingMessage,
  ): Promise<{ status: number; body?: object; location?: string } | undefined> {
    const { method = '', url = '' } = request;
    requests.push(`${method} ${url}`);
    const text = await bodyOf(request);
    if (peer.mode === 'silent') return undefined;
    if (peer.mode === 'sealed') return { status: 503, body: { errors: ['Vault is sealed'] } };
    if (peer.mode === 'elsewhere') return { status: 307, location: `http://127.0.0.1:9${url}` };
    if (!url.startsWith('/v1/')) return { status: 404, body: { errors: [] } };
    if (options.namespace !== undefined && request.headers['x-vault-namespace'] !== options.namespace)
      return { status: 403, body: { errors: ['permission denied'] } };
    const path = url.slice('/v1/'.length);
    const login = logIn(method, path, text, options);
    if (login !== undefined) return login;
    const token = request.headers['x-vault-token'];
    const policy =
      typeof token === 'string' && Object.hasOwn(options.tokens, token) ? options.tokens[token] : undefined;
    if (policy === undefined) return { status: 403, body: { errors: ['permission denied', 'invalid token'] } };
    const [mount = '', kind = '', ...rest] = path.split('/').map(decodeURIComponent);
    if (!mounts.includes(mount))
      return { status: 404, body: { errors: [`no handler for route "${path}". route entry not found.`] } };
    const key = [mount, ...rest].join('/');
    const may = (prefixes: readonly string[] = []): boolean =>
      prefixes.some((prefix) => `${mount}/${kind}/${rest.join('/')}`.startsWith(prefix));
    if (method === 'GET' && kind === 'data') {
      if (!may(policy.read)) return { status: 403, body: { errors: ['1 error occurred: permission denied'] } };
      const kept = secrets.get(key);
      if (kept === undefined) return { status: 404, body: { errors: [] } };
      const metadata = { version: kept.version, destroyed: false, deletion_time: kept.data === undefined ? 'x' : '' };
      return { status: kept.data === undefined ? 404 : 200, body: { data: { data: kept.data ?? null, metadata } } };
    }
    if ((method === 'POST' || method === 'PUT') && kind === 'data') {
      if (!may(policy.write)) return { status: 403, body: { errors: ['1 error occurred: permission denied'] } };
      peer.beforeWrite?.();
      const sent = JSON.parse(text) as { options?: { cas?: number }; data?: object };
      if (sent.data === undefined) return { status: 400, body: { errors: ['no data provided'] } };
      const version = secrets.get(key)?.version ?? 0;
      if (sent.options?.cas !== undefined && sent.options.cas !== version)
        return { status: 400, body: { errors: ['check-and-set parameter did not match the current version'] } };
      secrets.set(key, { version: version + 1, data: sent.data });
      return { status: 200, body: { data: { version: version + 1 } } };
    }
    if (method === 'DELETE' && kind === 'metadata') {
      if (!may(policy.write)) return { status: 403, body: { errors: ['1 error occurred: permission denied'] } };
      secrets.delete(key);
      return { status: 204 };
    }
    return { status: 405, body: { errors: ['unsupported operation'] } };
  }

  const server = createServer((request, response) => {
    void answer(request).then((said) => {
      if (said === undefined) return;
      if (said.location !== undefined) response.setHeader('location', said.location);
      response.writeHead(said.status, { 'content-type': 'application/json' });
      response.end(said.body === undefined ? '' : JSON.stringify(said.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(peer, {
    address: `http://127.0.0.1:${port}`,
    secrets,
    requests,
    put: (path: string, data: object) =>
      void secrets.set(path, { version: (secrets.get(path)?.version ?? 0) + 1, data }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

function logIn(
  method: string,
  path: string,
  text: string,
  { approle, kubernetes }: VaultOptions,
): { status: number; body: object } | undefined {
  if (method !== 'POST' || !/^auth\/[a-z]+\/login$/.test(path)) return undefined;
  const sent = JSON.parse(text) as { readonly [name: string]: unknown };
  const token =
    path === 'auth/approle/login' &&
    approle &&
    sent['role_id'] === approle.roleId &&
    sent['secret_id'] === approle.secretId
      ? approle.token
      : path === 'auth/kubernetes/login' &&
          kubernetes &&
          sent['role'] === kubernetes.role &&
          sent['jwt'] === kubernetes.jwt
        ? kubernetes.token
        : undefined;
  return token === undefined
    ? { status: 400, body: { errors: ['invalid role or secret ID'] } }
    : { status: 200, body: { auth: { client_token: token, lease_duration: 3600 } } };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8');
  let text = '';
  for await (const piece of request) text += String(piece);
  return text;
}
