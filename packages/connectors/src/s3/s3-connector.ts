import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { networkError } from '../access/network-error.ts';
import { settingsOf } from '../access/settings.ts';
import { csvRecords } from '../files/csv-records.ts';
import { jsonLineRecords, jsonListRecords } from '../files/json-records.ts';
import { refuseEndpoint } from './refuse-endpoint.ts';
import { SourceError, type Connector, type Source, type SourceAccess } from '../source.ts';
import { inferColumns, sampleSize } from '../values/infer-columns.ts';
import type { SourceRecord } from '../values/record-value.ts';
import { recordsToRows } from '../values/records-to-rows.ts';

/**
 * Files in a bucket: CSV with a header, JSON lines, JSON lists, each also with gzip. `resource` is a key below
 * `config.prefix`, or with `*` (within a folder) many, which are read in the order of their names.
 */
export const s3Connector: Connector = {
  async open(access, signal) {
    return await openS3(access, signal);
  },
};

async function openS3(access: SourceAccess, signal: AbortSignal): Promise<Source> {
  const settings = settingsOf(access);
  const bucket = settings.needed('bucket');
  const prefix = settings.text('prefix') ?? '';
  const endpoint = settings.text('endpoint');
  const timeoutMs = (settings.count('timeout_seconds') ?? 30) * 1000;
  const { accessKeyId, secretAccessKey } = access.secret;
  if (!accessKeyId || !secretAccessKey)
    throw new SourceError('password', 'the secret of the connection holds no accessKeyId and secretAccessKey');
  if (endpoint !== undefined) refuseEndpoint(endpoint);
  const sdk = await import('@aws-sdk/client-s3');
  const client = new sdk.S3Client({
    region: settings.text('region') ?? 'us-east-1',
    ...(endpoint === undefined ? {} : { endpoint }),
    forcePathStyle: settings.flag('path_style') ?? endpoint !== undefined,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 2,
    requestHandler: { connectionTimeout: timeoutMs, requestTimeout: timeoutMs },
  });
  const at = `${endpoint === undefined ? 'S3' : new URL(endpoint).host}/${bucket}`;
  const asked = async <T>(work: Promise<T>): Promise<T> =>
    await work.catch((error: unknown) => {
      throw signal.aborted ? (signal.reason as Error) : s3Problem(error, at, timeoutMs);
    });

  async function keys(begin: string, limit: number): Promise<readonly string[]> {
    const found: string[] = [];
    let token: string | undefined;
    do {
      const page = await asked(
        client.send(
          new sdk.ListObjectsV2Command({
            Bucket: bucket,
            Prefix: begin,
            MaxKeys: Math.min(limit, 1000),
            ...(token === undefined ? {} : { ContinuationToken: token }),
          }),
          { abortSignal: signal },
        ),
      );
      for (const { Key } of page.Contents ?? []) if (Key !== undefined && !Key.endsWith('/')) found.push(Key);
      token = found.length < limit ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
    return found;
  }
  async function matching(resource: string): Promise<readonly string[]> {
    const pattern = prefix + resource;
    const star = pattern.indexOf('*');
    if (star === -1) return [pattern];
    const form = new RegExp(
      `^${pattern
        .split('*')
        .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
        .join('[^/]*')}$`,
    );
    const found = (await keys(pattern.slice(0, star), 1_000_000)).filter((key) => form.test(key)).sort();
    if (found.length === 0) throw new SourceError('resource', `${at}: nothing is called like ${resource}`);
    return found;
  }
  async function* records(resource: string): AsyncGenerator<SourceRecord> {
    for (const key of await matching(resource)) {
      const read = formatOf(key);
      const { Body } = await asked(
        client.send(new sdk.GetObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal }),
      );
      if (!(Body instanceof Readable)) throw new SourceError('failed', `${at}: ${key} came without its content`);
      try {
        yield* read(texts(key.endsWith('.gz') ? Body.pipe(createGunzip()) : Body), key);
      } catch (error) {
        throw error instanceof SourceError ? error : s3Problem(error, at, timeoutMs);
      } finally {
        Body.destroy();
      }
    }
  }
  const sample = async (resource: string, count: number): Promise<readonly SourceRecord[]> => {
    const found: SourceRecord[] = [];
    for await (const one of records(resource)) if (found.push(one) >= count) break;
    return found;
  };
  return {
    async test(wanted) {
      const started = performance.now();
      await keys(prefix, 1);
      const latencyMs = performance.now() - started;
      const strategies = [];
      for (const { resource, strategy } of wanted) {
        const reasons = await sample(resource, 1).then(
          () => [],
          (error: unknown) => {
            if (error instanceof SourceError) return [error.message];
            throw error;
          },
        );
        strategies.push({ resource, strategy, works: reasons.length === 0, reasons });
      }
      const tls = endpoint === undefined || endpoint.startsWith('https:');
      const readable = (await keys(prefix, 1000)).slice(0, 1000).map((key) => key.slice(prefix.length));
      return {
        latencyMs,
        serverVersion: undefined,
        tls,
        ...(tls ? { certificateChecked: true } : {}),
        readable: [...readable].sort(),
        strategies,
      };
    },
    async introspect(resources) {
      if (resources.length === 0)
        throw new SourceError('unsupported', 'files are not introspected all at once: name resources with --table');
      const tables = [];
      for (const name of resources) {
        const columns = inferColumns(await sample(name, sampleSize), /\.csv(\.gz)?$/.test(name));
        tables.push({ name, columns, primaryKey: [] });
      }
      return tables;
    },
    read: (request) => recordsToRows(records(request.resource), request),
    close: () => {
      client.destroy();
      return Promise.resolve();
    },
  };
}

function formatOf(key: string): (pieces: AsyncIterable<string>, file: string) => AsyncGenerator<SourceRecord> {
  const name = key.replace(/\.gz$/, '');
  if (name.endsWith('.csv')) return csvRecords;
  if (/\.(ndjson|jsonl)$/.test(name)) return jsonLineRecords;
  if (name.endsWith('.json')) return jsonListRecords;
  throw new SourceError('unsupported', `${key} is none of .csv, .json, .jsonl, .ndjson, with or without .gz`);
}

async function* texts(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of stream) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

function s3Problem(error: unknown, at: string, timeoutMs: number): SourceError {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  const make = (problem: ConstructorParameters<typeof SourceError>[0], words: string): SourceError =>
    new SourceError(problem, `${at}: ${words} (${name ?? 'Error'})`);
  if (name === 'NoSuchBucket') return make('database', 'there is no such bucket');
  if (name === 'NoSuchKey' || status === 404) return make('resource', 'there is no such object');
  if (name === 'InvalidAccessKeyId' || name === 'SignatureDoesNotMatch' || status === 401)
    return make('password', 'the keys were refused');
  if (name === 'AccessDenied' || status === 403) return make('permission', 'the keys may not read it');
  if (name === 'TimeoutError' || name === 'RequestTimeout')
    return make('timeout', `it did not answer within ${timeoutMs / 1000} s`);
  return (
    networkError(error, at, timeoutMs) ??
    make('failed', status === undefined ? 'it cannot be read' : `it answered ${status}`)
  );
}
