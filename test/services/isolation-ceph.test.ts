import {
  GetBucketPolicyCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectAclCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ceph, type CephAccess } from './ceph.ts';
import { clientOf } from './ceph/clear.ts';
import { isolationWorld, type IsolationWorld, type Verified } from './isolation-world.ts';
import type { RunningService } from './service.ts';

const missing = await ceph.install();
const Bucket = 'akili-data';
const globexInc = 'tenant-b2d9e7f1-3c58-4e6a-8d21-5f7a9c0b4e62/';

interface Statement {
  Sid: string;
  Effect?: string;
  Action?: unknown;
  Principal: { AWS: string[] };
  Resource: string[];
}

if (missing !== undefined) test.skip(`isolation on Ceph: ${missing.missing}`, () => undefined);
else {
  let server: RunningService<CephAccess>;
  let world: IsolationWorld;
  let platform: S3Client;

  beforeAll(async () => {
    server = await ceph.start();
    const { endpoint, platform: keys } = server.access;
    world = isolationWorld(
      {
        objects: `{ driver: s3, endpoint: "${endpoint}", bucket: ${Bucket}, credentials: "env:AKILI_PLATFORM__OBJECTS" }`,
      },
      { AKILI_PLATFORM__OBJECTS: JSON.stringify(keys) },
    );
    platform = clientOf(server.access, keys);
    await world.apply();
  }, 240_000);
  afterAll(async () => {
    platform?.destroy();
    await server?.stop();
    world?.remove();
  });

  const policy = async (): Promise<string> =>
    (await platform.send(new GetBucketPolicyCommand({ Bucket }))).Policy as string;
  const keys = async (): Promise<readonly (string | undefined)[]> =>
    ((await platform.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []).map(({ Key }) => Key);
  /** What the probe finds while the policy is changed so. */
  const whileOpen = async (change: (statements: Statement[]) => void): Promise<Verified> => {
    const [before, objects] = [await policy(), await keys()];
    const document = JSON.parse(before) as { Statement: Statement[] };
    change(document.Statement);
    await platform.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(document) }));
    try {
      const open = await policy();
      const found = await world.verify();
      expect([await policy(), await keys()]).toEqual([open, objects]);
      return found;
    } finally {
      await platform.send(new PutBucketPolicyCommand({ Bucket, Policy: before }));
    }
  };
  const everybody = (action: string, resource: string): Statement => ({
    ...{ Sid: 'ByHand', Effect: 'Allow', Principal: { AWS: ['*'] } },
    ...{ Action: [action], Resource: [`arn:aws:s3:::${resource}`] },
  });

  test('an environment as applied is clean, and discloses nothing', async () => {
    const { exitCode, probe, through, foreign } = await world.verify();
    expect([exitCode, through, foreign]).toEqual([0, [], []]);
    expect(probe.counts.filter(({ engine }) => engine === 'objects')).toEqual(
      ['acme-corp', 'globex', 'globex-inc'].map((tenant) => ({
        ...{ engine: 'objects', driver: 's3', tenant },
        ...{ tried: 18, refused: 18, disclosed: 0, violated: 0, undecided: 0 },
      })),
    );
  });

  test('a wide bucket policy is found', async () => {
    const found = await whileOpen((statements) => statements.push(everybody('s3:GetObject', `${Bucket}/*`)));
    expect(found.exitCode).toBe(8);
    expect(found.through).toContain('objects globex read an object of globex-inc');
    expect(found.through).toContain('objects globex-inc read an object of acme-corp');
    expect(found.foreign).toEqual([expect.stringContaining('ByHand')]);
  });

  test('a bucket that everybody may list is found', async () => {
    const found = await whileOpen((statements) => statements.push(everybody('s3:ListBucket', Bucket)));
    expect(found.exitCode).toBe(8);
    expect(found.through).toContain('objects acme-corp list its prefix of globex-inc');
    expect(found.through).toContain('objects acme-corp list the whole bucket of globex');
  });

  test("a second principal in a tenant's statement is found", async () => {
    const found = await whileOpen((statements) => {
      const own = statements.find(
        ({ Sid, Resource }) => Sid.startsWith('AkiliObjects') && Resource[0]?.includes(globexInc),
      );
      own?.Principal.AWS.push('arn:aws:iam:::user/tenant-globex');
    });
    expect(found.exitCode).toBe(8);
    expect(found.through).toEqual([
      'objects globex read an object of globex-inc',
      'objects globex write a new object of globex-inc',
      'objects globex write the removal of an object of globex-inc',
    ]);
    expect(found.foreign).toEqual([expect.stringContaining('objects.access')]);
  });

  test('who may write and not remove leaves nothing behind: the platform removes it', async () => {
    const found = await whileOpen((statements) =>
      statements.push(everybody('s3:PutObject', `${Bucket}/${globexInc}*`)),
    );
    expect(found.through).toContain('objects acme-corp write a new object of globex-inc');
    const told = found.probe.attempts.find(({ action, outcome }) => action === 'write' && outcome === 'violated');
    expect(told?.detail).toBe('an object could be written; it was taken away again');
  });

  test('a policy that everybody may write is found, and is not written', async () => {
    const found = await whileOpen((statements) => statements.push(everybody('s3:PutBucketPolicy', Bucket)));
    expect(found.exitCode).toBe(8);
    expect(found.through).toContain('objects acme-corp grant the policy of the bucket of globex');
  });

  test('an object whose access list lets everybody in is found', async () => {
    const Key = (await keys()).find((key) => key?.startsWith(globexInc)) as string;
    const before = await policy();
    const open = JSON.parse(before) as { Statement: Statement[] };
    // The guard of the platform keeps everybody, the platform too, from writing such a list.
    open.Statement = open.Statement.filter(({ Effect }) => Effect !== 'Deny');
    await platform.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(open) }));
    const own = clientOf(server.access, world.secretOf('globex-inc', 'objects') as never);
    try {
      await own.send(new PutObjectAclCommand({ Bucket, Key, ACL: 'public-read' }));
      const found = await world.verify();
      expect(found.exitCode).toBe(8);
      expect(found.through).toContain('objects globex read an object of globex-inc');
    } finally {
      await own.send(new PutObjectAclCommand({ Bucket, Key, ACL: 'private' }));
      own.destroy();
      await platform.send(new PutBucketPolicyCommand({ Bucket, Policy: before }));
    }
  });

  test('a run for one tenant needs its own secrets alone, and names nobody else', async () => {
    const before = await policy();
    const document = JSON.parse(before) as { Statement: Statement[] };
    document.Statement.push(everybody('s3:ListBucket', Bucket));
    await platform.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(document) }));
    const { env } = world;
    const credential = env['AKILI_PLATFORM__OBJECTS'] as string;
    delete env['AKILI_PLATFORM__OBJECTS'];
    try {
      const found = await world.verify({ tenants: ['globex'] });
      expect(found.exitCode).toBe(8);
      expect(found.through).toContain('objects globex list its prefix of another');
      expect(JSON.stringify(found.probe)).not.toMatch(/globex[-_]inc|acme|b2d9e7f1/);
    } finally {
      env['AKILI_PLATFORM__OBJECTS'] = credential;
      await platform.send(new PutBucketPolicyCommand({ Bucket, Policy: before }));
    }
  });
}
