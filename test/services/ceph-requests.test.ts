import { createServer as createTlsServer } from 'node:https';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { s3Objects, type S3Session } from '@akili/driver-s3';
import type { CompiledTenant, Json } from '@akili/model';
import { EngineError, type DriverContext, type Observed } from '@akili/resource';
import { acmeCorp, globexInc, product, runStep, stepsBetween } from '@akili/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ceph, type CephAccess } from './ceph.ts';
import { clearStore } from './ceph/clear.ts';
import { startCountingProxy, type CountingProxy } from './ceph/counting-proxy.ts';
import { cephRig } from './ceph/rig.ts';
import { platform } from './ceph/tenants.ts';
import type { RunningService } from './service.ts';

let running: RunningService<CephAccess>;
let proxy: CountingProxy;
beforeAll(async () => {
  running = await ceph.start();
  proxy = await startCountingProxy(running.access.endpoint);
});
afterAll(async () => {
  await proxy.close();
  await running.stop();
});
afterEach(() => {
  proxy.answerWith('pass');
  proxy.requests.length = 0;
});

const signal = new AbortController().signal;

describe('a look at a hundred tenants with ten products each', () => {
  const many = Array.from({ length: 100 }, (_, n): CompiledTenant => {
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    return { ...acmeCorp, slug: `tenant-number-${n}`, id, origin: { file: `tenants/tenant-number-${n}/tenant.yaml` } };
  });
  const products = many.flatMap(({ slug }) =>
    Array.from({ length: 10 }, (_, n) => product(slug, 'sales', `product_${n}`)),
  );

  test('takes three requests a tenant, and the shared documents once for all', async () => {
    const rig = cephRig({ ...running.access, endpoint: proxy.endpoint }, { tenants: many });
    const desired = s3Objects.lower(rig.input(many, products));
    const bySlug = groupBySlug(desired);
    const connection = await s3Objects.connect(rig.context);
    const make = async (slug: string): Promise<void> => {
      for (const step of stepsBetween<S3Session>(
        s3Objects,
        (bySlug.get(slug) ?? []).map((one) => ({ ...one, dependsOn: [] })),
        [],
      ))
        await runStep(connection, step);
    };
    await make('platform');
    const slugs = many.map(({ slug }) => slug);
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let slug = slugs.pop(); slug !== undefined; slug = slugs.pop()) await make(slug);
      }),
    );
    await connection.close();

    proxy.requests.length = 0;
    const fresh = await s3Objects.connect(rig.context);
    const observed = new Map<string, Observed>();
    for (const one of await fresh.inventory(platform, signal)) observed.set(one.address, one);
    const ofPlatform = proxy.requests.splice(0);
    expect(ofPlatform.map(shape).sort()).toEqual(
      ['GET bucket acl', 'GET bucket lifecycle', 'GET bucket policy', 'GET bucket tagging'].sort(),
    );
    for (const { slug, id } of many) {
      for (const one of await fresh.inventory({ slug, id }, signal)) observed.set(one.address, one);
      expect(proxy.requests.splice(0).map(shape).sort(), slug).toEqual([
        'GET bucket list',
        'GET user',
        'POST user policies',
      ]);
    }
    await fresh.close();
    const left = desired.filter((one) => {
      const type = s3Objects.types.find(({ kind }) => kind === one.kind);
      return type?.diff(one as never, observed.get(one.address)) !== undefined;
    });
    expect(left).toEqual([]);
    expect(observed.size).toBe(desired.length);
    await clearStore(running.access);
  }, 300_000);
});

function groupBySlug<T extends { readonly tenant: { readonly slug: string } }>(
  all: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(one.tenant.slug, [...(groups.get(one.tenant.slug) ?? []), one]);
  return groups;
}

/** What a request asks for, without whose it is. */
function shape(request: string): string {
  const [method = '', url = ''] = request.split(' ');
  if (url.startsWith('/admin/user')) return `${method} user`;
  if (url === '/') return `${method} user policies`;
  const part = /[?&](policy|lifecycle|tagging|acl|list-type)\b/.exec(url)?.[1] ?? url;
  return `${method} bucket ${part === 'list-type' ? 'list' : part}`;
}

describe('what fails is said by its cause, without a secret', () => {
  const inventory = async (
    settings: { readonly [key: string]: Json },
    over: Partial<DriverContext> = {},
  ): Promise<EngineError> => {
    const rig = cephRig(running.access, { settings, context: over });
    const connection = await s3Objects.connect(rig.context);
    try {
      await connection.inventory(
        over.reads === 'tenant' ? { slug: globexInc.slug, id: globexInc.id } : platform,
        signal,
      );
    } catch (error) {
      expect(error).toBeInstanceOf(EngineError);
      expect(String(error)).not.toContain(running.access.platform.secretAccessKey);
      return error as EngineError;
    } finally {
      await connection.close();
    }
    throw new Error('nothing failed');
  };

  test('wrong secret', async () => {
    const secret = () => Promise.resolve({ ...running.access.platform, secretAccessKey: 'not-it' });
    const error = await inventory({}, { secret });
    expect([error.retryable, error.message]).toEqual([
      false,
      expect.stringMatching(/refused to read the \w+.* \((SignatureDoesNotMatch|AccessDenied), 403\)\.$/),
    ]);
    expect(error.message).not.toContain('not-it');
  });

  test('unknown access key', async () => {
    const secret = () => Promise.resolve({ accessKeyId: 'NOBODY', secretAccessKey: 'nothing' });
    const error = await inventory({}, { secret });
    expect([error.retryable, error.message]).toEqual([
      false,
      expect.stringMatching(/\((InvalidAccessKeyId|AccessDenied), 403\)\.$/),
    ]);
  });

  test('nothing listens', async () => {
    const error = await inventory({ endpoint: 'http://127.0.0.1:9' });
    expect([error.retryable, error.message]).toEqual([
      true,
      'The object store at http://127.0.0.1:9 cannot be reached: nothing listens there (ECONNREFUSED).',
    ]);
  });

  test('no such host', async () => {
    const error = await inventory({ endpoint: 'http://no-such-host.invalid' });
    expect(error.message).toMatch(
      /^The object store at http:\/\/no-such-host\.invalid cannot be reached: its host name/,
    );
  });

  test('an endpoint that never answers', async () => {
    proxy.answerWith('nothing');
    const error = await inventory({ endpoint: proxy.endpoint, timeoutSeconds: 1 });
    expect([error.retryable, error.message]).toEqual([
      true,
      expect.stringMatching(/did not answer within 1 s when asked to read the/),
    ]);
  });

  test('an endpoint that is overloaded', async () => {
    proxy.answerWith(503);
    const error = await inventory({ endpoint: proxy.endpoint });
    expect([error.retryable, error.message]).toEqual([true, expect.stringMatching(/503\)\.$/)]);
  });

  test('a certificate that nobody here trusts', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'akili-tls-'));
    const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
    const subject = ['-subj', '/CN=localhost', '-keyout', key, '-out', cert];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject], {
      stdio: 'ignore',
    });
    const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const error = await inventory({ endpoint });
    expect([error.retryable, error.message]).toEqual([
      false,
      `The object store at ${endpoint} has no certificate that is trusted here: DEPTH_ZERO_SELF_SIGNED_CERT.`,
    ]);
    server.close();
    rmSync(folder, { recursive: true });
  });

  test('an endpoint without an admin API says that it cannot make principals', async () => {
    const rig = cephRig(running.access, { settings: { adminEndpoint: `${running.access.endpoint}/no-such-bucket` } });
    const connection = await s3Objects.connect(rig.context);
    const asked = connection.inventory({ slug: acmeCorp.slug, id: acmeCorp.id }, signal);
    await expect(asked).rejects.toThrow('cannot make principals: it has no Admin Ops API of Ceph');
    await connection.close();
  });

  test('where somebody else makes the principals, none is asked for', async () => {
    const rig = cephRig(
      { ...running.access, endpoint: proxy.endpoint },
      { settings: { principals: 'external', account: '123456789012' } },
    );
    const connection = await s3Objects.connect(rig.context);
    await connection.inventory({ slug: acmeCorp.slug, id: acmeCorp.id }, signal);
    expect(proxy.requests.filter((request) => request.includes('/admin/') || request === 'POST /')).toEqual([]);
    expect(s3Objects.lower(rig.input([acmeCorp], [])).map(({ kind }) => kind)).not.toContain('objects.principal');
    await connection.close();
  });
});
