import { EngineError } from '@akili/resource';
import type { NewLogin } from './kafka-admin.ts';
import { settle } from './settle.ts';
import type { UserStore } from './user-store.ts';
import { scrub } from './wire/kafka-error.ts';

export interface RedpandaAdmin {
  /** `http://host:9644`. */
  readonly address: string;
  readonly login: { readonly username: string; readonly password: string };
  readonly timeoutMs: number;
}

/**
 * Logins through Redpanda's admin API, which every release has. It lists names and nothing else, and takes the password
 * itself: over anything but loopback the address must be https.
 */
export function redpandaUsers(admin: RedpandaAdmin, fetchIt: typeof fetch = fetch): UserStore {
  const list = async (): Promise<readonly string[]> => {
    const body: unknown = await (await ask('GET', '/v1/security/users')).json();
    if (!Array.isArray(body))
      throw new EngineError("Redpanda's admin API answered with something that is no list of users");
    return body.filter((one): one is string => typeof one === 'string');
  };
  return {
    users: async () => ({ value: (await list()).map((user) => ({ user, credentials: undefined })) }),
    async setUser({ user, password, mechanism }: NewLogin) {
      const there = (await list()).includes(user);
      const body = { username: user, password, algorithm: mechanism };
      if (there) await ask('PUT', `/v1/security/users/${encodeURIComponent(user)}`, body, password);
      else await ask('POST', '/v1/security/users', body, password);
      await settle(`login ${user}`, async () => (await list()).includes(user));
    },
    async deleteUser(user) {
      if (!(await list()).includes(user)) return;
      await ask('DELETE', `/v1/security/users/${encodeURIComponent(user)}`);
      await settle(`login ${user} is gone`, async () => !(await list()).includes(user));
    },
  };

  async function ask(method: string, path: string, body?: object, secret = ''): Promise<Response> {
    const { address, login, timeoutMs } = admin;
    refuseClear(address);
    const doing = `Redpanda's admin API at ${new URL(address).host}, ${method}`;
    const basic = Buffer.from(`${login.username}:${login.password}`).toString('base64');
    let response: Response;
    try {
      response = await fetchIt(new URL(path, address), {
        method,
        headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      const reason = (error as Error).name === 'TimeoutError' ? 'no answer in time' : 'it cannot be reached';
      throw new EngineError(`${doing}: ${reason}`, { retryable: true });
    }
    if (response.ok) return response;
    const said = scrub((await response.text()).slice(0, 200), [login.password, basic, secret]);
    throw new EngineError(`${doing}: ${response.status} ${said}`, { retryable: response.status >= 500 });
  }
}

function refuseClear(address: string): void {
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return;
  throw new EngineError('events.admin must be an https address: passwords go over it');
}
