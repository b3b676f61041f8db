import { EngineError } from '@akili/resource';
import { asEngineFailure, statusOf } from './engine-failure.ts';
import type { S3Settings } from './settings.ts';
import { withinTime } from './time-limit.ts';
import { sendSigned, type Keys, type SignedRequest } from './signed-request.ts';

/** A user of Ceph's gateway as its Admin Ops API shows it, without the secret parts of its keys. */
export interface StoreUser {
  readonly displayName: string;
  readonly accessKeys: readonly string[];
  readonly suspended: boolean;
  /** How many buckets the user may make; below 0: none. */
  readonly maxBuckets: number;
  /** `users=read`: what the user may do beside objects. */
  readonly caps: readonly string[];
  /** `<user>:<name>`. */
  readonly subusers: readonly string[];
  /** A system or admin user passes every policy. */
  readonly isPrivileged: boolean;
}

/** What a user shall be; a key that exists already gets its secret anew. */
export interface WantedUser {
  readonly uid: string;
  readonly displayName: string;
  readonly suspended: boolean;
  readonly key: Keys;
}

/** The calls of the Admin Ops API and of the gateway's IAM that principals need. */
export interface AdminApi {
  user(uid: string, signal: AbortSignal): Promise<StoreUser | undefined>;
  /** The names of policies that hang on the user itself; empty where the gateway has no IAM. */
  userPolicies(uid: string, signal: AbortSignal): Promise<readonly string[]>;
  createUser(wanted: WantedUser, signal: AbortSignal): Promise<void>;
  /** Changes what is said and adds the key, in one request; the other keys stay. */
  changeUser(wanted: WantedUser, signal: AbortSignal): Promise<void>;
  removeKey(uid: string, accessKey: string, signal: AbortSignal): Promise<void>;
  removeCaps(uid: string, caps: readonly string[], signal: AbortSignal): Promise<void>;
  removeSubuser(uid: string, subuser: string, signal: AbortSignal): Promise<void>;
  removeUserPolicy(uid: string, policy: string, signal: AbortSignal): Promise<void>;
  removeUser(uid: string, signal: AbortSignal): Promise<void>;
}

/** Opens the Admin Ops API with the platform's keys; nothing is asked yet. */
export function openAdminApi(settings: S3Settings, keys: Keys): AdminApi {
  const ask = async (what: string, request: SignedRequest, signal: AbortSignal): Promise<string> => {
    const { region, endpoint = 'AWS', timeoutMs } = settings;
    try {
      return await withinTime(signal, timeoutMs, (limited) => sendSigned(request, { keys, region, signal: limited }));
    } catch (error) {
      if (cannotMakePrincipals(error)) throw noPrincipals(settings);
      throw isAnswer(error) ? error : asEngineFailure(error, { what, endpoint, timeoutMs }, signal);
    }
  };
  const admin = async (
    what: string,
    method: SignedRequest['method'],
    query: { readonly [name: string]: string },
    signal: AbortSignal,
    already?: string,
  ): Promise<string | undefined> => {
    if (settings.adminEndpoint === undefined) throw noPrincipals(settings);
    try {
      return await ask(
        what,
        { method, url: `${settings.adminEndpoint}/user`, query: { ...query, format: 'json' } },
        signal,
      );
    } catch (error) {
      if ((error as Error).name === already) return undefined;
      throw asEngineFailure(
        error,
        { what, endpoint: settings.endpoint ?? 'AWS', timeoutMs: settings.timeoutMs },
        signal,
      );
    }
  };
  const iam = async (form: { readonly [name: string]: string }, signal: AbortSignal): Promise<string | undefined> => {
    const what = 'read and change the policies of a user';
    const { endpoint = 'AWS', timeoutMs } = settings;
    try {
      return await ask(what, { method: 'POST', url: `${endpoint}/`, form }, signal);
    } catch (error) {
      // A gateway whose `rgw_enable_apis` leaves IAM out takes the request for one of S3.
      if (['NoSuchEntity', 'MethodNotAllowed', 'NotImplemented'].includes((error as Error).name)) return undefined;
      if (statusOf(error) === 405) return undefined;
      throw asEngineFailure(error, { what, endpoint, timeoutMs }, signal);
    }
  };
  const wantedQuery = ({ uid, displayName, suspended, key }: WantedUser) => ({
    uid,
    'display-name': displayName,
    suspended: String(suspended),
    'max-buckets': '-1',
    'key-type': 's3',
    'access-key': key.accessKeyId,
    'secret-key': key.secretAccessKey,
  });
  return {
    async user(uid, signal) {
      const text = await admin('look at a user', 'GET', { uid }, signal, 'NoSuchUser');
      return text === undefined ? undefined : readUser(text);
    },
    async userPolicies(uid, signal) {
      const text = await iam({ Action: 'ListUserPolicies', UserName: uid }, signal);
      return [...(text ?? '').matchAll(/<member>([^<]*)<\/member>/g)].map(([, name]) => name as string).sort();
    },
    async createUser(wanted, signal) {
      await admin('make a user', 'PUT', wantedQuery(wanted), signal);
    },
    async changeUser(wanted, signal) {
      await admin('change a user', 'POST', wantedQuery(wanted), signal);
    },
    async removeKey(uid, accessKey, signal) {
      const query = { key: '', uid, 'access-key': accessKey };
      await admin('remove an access key', 'DELETE', query, signal, 'InvalidAccessKeyId');
    },
    async removeCaps(uid, caps, signal) {
      await admin('take away caps', 'DELETE', { caps: '', uid, 'user-caps': caps.join(';') }, signal);
    },
    async removeSubuser(uid, subuser, signal) {
      const query = { subuser, uid, 'purge-keys': 'true' };
      await admin('remove a subuser', 'DELETE', query, signal, 'NoSuchSubUser');
    },
    async removeUserPolicy(uid, policy, signal) {
      await iam({ Action: 'DeleteUserPolicy', UserName: uid, PolicyName: policy }, signal);
    },
    async removeUser(uid, signal) {
      await admin('remove a user', 'DELETE', { uid }, signal, 'NoSuchUser');
    },
  };
}

/** What an endpoint answers that takes `/admin/user` for an object or knows no such path. */
function cannotMakePrincipals(error: unknown): boolean {
  const { name } = error as Error;
  return (
    ['NoSuchBucket', 'NoSuchKey', 'MethodNotAllowed', 'NotImplemented'].includes(name) && statusOf(error) !== undefined
  );
}

function noPrincipals({ endpoint = 'AWS' }: S3Settings): EngineError {
  return new EngineError(
    `The object store at ${endpoint} cannot make principals: it has no Admin Ops API of Ceph. Make the tenants' users ` +
      'elsewhere, and say `principals: external` for the engine in akili.yaml.',
  );
}

/** True for a refusal that the store itself answered with a code. */
function isAnswer(error: unknown): boolean {
  return statusOf(error) !== undefined;
}

function readUser(text: string): StoreUser {
  const user = JSON.parse(text) as {
    readonly display_name?: string;
    readonly suspended?: number;
    readonly max_buckets?: number;
    readonly keys?: readonly { readonly access_key?: string }[];
    readonly caps?: readonly { readonly type?: string; readonly perm?: string }[];
    readonly subusers?: readonly { readonly id?: string }[];
    readonly system?: string | boolean;
    readonly admin?: string | boolean;
  };
  return {
    displayName: user.display_name ?? '',
    accessKeys: (user.keys ?? []).map(({ access_key = '' }) => access_key).sort(),
    suspended: user.suspended === 1,
    maxBuckets: user.max_buckets ?? 0,
    caps: (user.caps ?? []).map(({ type, perm }) => `${type}=${perm}`).sort(),
    subusers: (user.subusers ?? []).map(({ id = '' }) => id).sort(),
    isPrivileged: [user.system, user.admin].some((flag) => String(flag) === 'true'),
  };
}
