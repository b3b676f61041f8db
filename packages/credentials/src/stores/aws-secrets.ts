import { randomUUID } from 'node:crypto';
import type * as SecretsManager from '@aws-sdk/client-secrets-manager';
import { timeLimit } from './time-limit.ts';
import { jsonOrNothing, storedAt, type SecretStore, type WriteResult } from './secret-store.ts';

/** How AWS Secrets Manager is reached, as the SDK reads it from the environment. */
export interface AwsSecretsSettings {
  readonly env: { readonly [name: string]: string | undefined };
  /** Milliseconds that one request may take. */
  readonly timeoutMs?: number;
}

/**
 * AWS Secrets Manager: `awssm:name#key` is the member `key` of the JSON text of the secret `name`. It has no
 * check-and-set of its own, so a new value is staged under a label and the label AWSCURRENT is moved to it from the
 * version that was read, which fails where somebody moved it before.
 */
export function awsSecretsStore(settings: AwsSecretsSettings): SecretStore {
  let opened:
    Promise<{ readonly sdk: typeof SecretsManager; readonly client: SecretsManager.SecretsManagerClient }> | undefined;
  const open = () => (opened ??= connect(settings));
  return {
    async read({ location, key }, signal) {
      const { sdk, client } = await open();
      try {
        const command = new sdk.GetSecretValueCommand({ SecretId: location });
        const answer = await within(settings, signal, (options) => client.send(command, options));
        return storedAt(jsonOrNothing(answer.SecretString ?? ''), key, answer.VersionId);
      } catch (error) {
        signal.throwIfAborted();
        const name = nameOf(error);
        if (name === 'ResourceNotFoundException') return { found: 'missing' };
        return isDenied(name)
          ? { found: 'denied', problem: `AWS says ${name}` }
          : { found: 'failed', problem: problemOf(error) };
      }
    },
    async write({ location, key }, value, revision, signal) {
      if (key !== undefined) return refused('only whole secrets are written');
      const { sdk, client } = await open();
      const SecretString = JSON.stringify(value);
      try {
        if (revision === undefined) {
          const create = new sdk.CreateSecretCommand({ Name: location, SecretString });
          await within(settings, signal, (options) => client.send(create, options));
          return { written: true };
        }
        const staged = {
          SecretId: location,
          SecretString,
          ClientRequestToken: randomUUID(),
          VersionStages: [stagingLabel],
        };
        const put = new sdk.PutSecretValueCommand(staged);
        const { VersionId } = await within(settings, signal, (options) => client.send(put, options));
        const move = new sdk.UpdateSecretVersionStageCommand({
          ...{ SecretId: location, VersionStage: 'AWSCURRENT' },
          ...{ MoveToVersionId: VersionId, RemoveFromVersionId: revision },
        });
        await within(settings, signal, (options) => client.send(move, options));
        return { written: true };
      } catch (error) {
        signal.throwIfAborted();
        const name = nameOf(error);
        const moved =
          name === 'ResourceExistsException' || (revision !== undefined && name === 'InvalidParameterException');
        return moved ? { written: false, moved: true } : refused(problemOf(error));
      }
    },
    async remove({ location, key }, signal) {
      if (key !== undefined) return refused('only whole secrets are removed');
      const { sdk, client } = await open();
      try {
        // AWS keeps it for 30 days, so that a mistake can be mended there.
        const remove = new sdk.DeleteSecretCommand({ SecretId: location });
        await within(settings, signal, (options) => client.send(remove, options));
        return { written: true };
      } catch (error) {
        signal.throwIfAborted();
        return nameOf(error) === 'ResourceNotFoundException' ? { written: true } : refused(problemOf(error));
      }
    },
  };
}

const stagingLabel = 'AKILIPENDING';

async function connect({ env }: AwsSecretsSettings): Promise<{
  readonly sdk: typeof SecretsManager;
  readonly client: SecretsManager.SecretsManagerClient;
}> {
  const sdk = await import('@aws-sdk/client-secrets-manager');
  const region = env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  const endpoint = env['AWS_ENDPOINT_URL_SECRETS_MANAGER'] ?? env['AWS_ENDPOINT_URL'];
  const [accessKeyId, secretAccessKey] = [env['AWS_ACCESS_KEY_ID'], env['AWS_SECRET_ACCESS_KEY']];
  const sessionToken = env['AWS_SESSION_TOKEN'];
  const credentials =
    accessKeyId === undefined || secretAccessKey === undefined
      ? undefined
      : { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  const client = new sdk.SecretsManagerClient({
    maxAttempts: 3,
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  });
  return { sdk, client };
}

/** Sends within the time that a request has. */
async function within<T>(
  { timeoutMs = 10_000 }: AwsSecretsSettings,
  signal: AbortSignal,
  request: (options: { readonly abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const limit = timeLimit(signal, timeoutMs);
  try {
    return await request({ abortSignal: limit.signal });
  } finally {
    limit.end();
  }
}

const refused = (problem: string): WriteResult => ({ written: false, moved: false, problem });

const isDenied = (name: string): boolean =>
  /AccessDenied|UnrecognizedClient|InvalidSignature|ExpiredToken|NotAuthorized/.test(name);

function nameOf(error: unknown): string {
  const name = (error as { readonly name?: unknown }).name;
  return typeof name === 'string' && /^[A-Za-z]{1,60}$/.test(name) ? name : 'an error';
}

/** The kind of the failure alone: a message of the service might hold a part of what it was sent. */
function problemOf(error: unknown): string {
  const name = nameOf(error);
  if (name === 'AbortError' || name === 'TimeoutError') return 'AWS Secrets Manager did not answer in time';
  const code = (error as { readonly code?: unknown }).code;
  return typeof code === 'string' ? `AWS Secrets Manager cannot be reached (${code})` : `AWS says ${name}`;
}
