import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  DeleteObjectCommand,
  GetBucketPolicyCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { openServer, type Row } from '@akili/client-postgres';
import { createConnection } from 'mysql2/promise';
import { Kafka, type Admin } from 'kafkajs';
import { reloadLocation } from './dagster-world.ts';
import type { ProductionServers } from './production-world.ts';

/** What somebody with an administrator's login does to the engines, past the tool. */

/** Runs statements as PostgreSQL's superuser, in the environment's database. */
export async function onPostgres({ postgres }: ProductionServers, ...statements: readonly string[]): Promise<void> {
  const { host, port, database, superuser } = postgres;
  const opened = await openServer({
    ...{ host, port, database, tls: false, connections: 1 },
    ...{ user: superuser.username, password: superuser.password },
  });
  try {
    await opened.transaction(undefined, async (transaction) => {
      for (const statement of statements) await transaction.query(statement);
    });
  } finally {
    await opened.close();
  }
}

/** Rows of one query, as the superuser. */
export async function askPostgres<R extends Row>({ postgres }: ProductionServers, sql: string): Promise<R[]> {
  const { host, port, database, superuser } = postgres;
  const opened = await openServer({
    ...{ host, port, database, tls: false, connections: 1 },
    ...{ user: superuser.username, password: superuser.password },
  });
  try {
    return [...(await opened.transaction(undefined, (transaction) => transaction.query<R>(sql)))];
  } finally {
    await opened.close();
  }
}

/** Runs statements as the root of StarRocks' stand-in. */
export async function onStarrocks({ starrocks }: ProductionServers, ...statements: readonly string[]): Promise<void> {
  const connection = await createConnection({
    ...{ host: '127.0.0.1', port: starrocks.port, user: 'root', password: 'root-password' },
  });
  try {
    for (const statement of statements) await connection.query(statement);
  } finally {
    await connection.end();
  }
}

/** Works as the broker's super user. */
export async function onKafka<T>({ kafka }: ProductionServers, work: (admin: Admin) => Promise<T>): Promise<T> {
  if (kafka === undefined) throw new Error('there is no broker');
  const client = new Kafka({
    ...{ clientId: 'by-hand', brokers: [kafka.address], logLevel: 0 },
    sasl: { mechanism: 'scram-sha-256', username: 'admin', password: kafka.password },
  });
  const admin = client.admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

/** Works with the platform's keys of the object store. */
export async function onObjects<T>({ ceph }: ProductionServers, work: (client: S3Client) => Promise<T>): Promise<T> {
  if (ceph === undefined) throw new Error('there is no object store');
  const client = new S3Client({
    ...{ endpoint: ceph.endpoint, region: 'us-east-1', forcePathStyle: true, credentials: ceph.platform },
  });
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
}

const bucket = 'akili-data';

/** Takes away every object below a prefix. */
export async function deleteObjects(servers: ProductionServers, prefix: string): Promise<readonly string[]> {
  return await onObjects(servers, async (client) => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
    const keys = Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
    for (const Key of keys) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
    return keys;
  });
}

/** Adds a statement of nobody's to the bucket's policy. */
export async function allowStranger(servers: ProductionServers, prefix: string): Promise<void> {
  await onObjects(servers, async (client) => {
    const { Policy = '{}' } = await client.send(new GetBucketPolicyCommand({ Bucket: bucket }));
    const policy = JSON.parse(Policy) as { Statement: object[] };
    policy.Statement.push({
      ...{ Sid: 'Stranger', Effect: 'Allow', Principal: { AWS: ['*'] }, Action: ['s3:GetObject'] },
      Resource: [`arn:aws:s3:::${bucket}/${prefix}*`],
    });
    await client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify(policy) }));
  });
}

/** Takes a tenant's manifest away from under Dagster. */
export async function forgetManifest({ dagster }: ProductionServers, slug: string): Promise<void> {
  if (dagster === undefined) throw new Error('there is no Dagster');
  rmSync(join(dagster.directory, slug), { recursive: true, force: true });
  await reloadLocation(dagster.url, slug);
}

/** The bucket's policy as it stands. */
export async function readPolicy(servers: ProductionServers): Promise<string> {
  return await onObjects(servers, async (client) => {
    const { Policy = '{"Statement":[]}' } = await client.send(new GetBucketPolicyCommand({ Bucket: bucket }));
    return Policy;
  });
}

export async function writePolicy(servers: ProductionServers, policy: string): Promise<void> {
  await onObjects(servers, (client) => client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policy })));
}

/** Which operations any principal has on topics that begin so, sorted. */
export async function aclOperations(servers: ProductionServers, prefix: string): Promise<readonly string[]> {
  const names: Readonly<Record<number, string>> = {
    ...{ 2: 'ALL', 3: 'READ', 4: 'WRITE', 5: 'CREATE', 6: 'DELETE', 7: 'ALTER', 8: 'DESCRIBE' },
    ...{ 10: 'DESCRIBE_CONFIGS', 11: 'ALTER_CONFIGS' },
  };
  return await onKafka(servers, async (admin) => {
    const filter = { resourceType: 2, resourceName: prefix, resourcePatternType: 4, operation: 1, permissionType: 1 };
    const { resources } = await admin.describeAcls(filter as Parameters<Admin['describeAcls']>[0]);
    const all = resources.flatMap(({ acls }) => acls.map(({ operation }) => names[operation] ?? String(operation)));
    return [...new Set(all)].sort();
  });
}

/** Rows of one statement on the stand-in, as root. */
export async function rowsOfStarrocks({ starrocks }: ProductionServers, sql: string): Promise<readonly unknown[]> {
  const connection = await createConnection({
    ...{ host: '127.0.0.1', port: starrocks.port, user: 'root', password: 'root-password' },
  });
  try {
    const [rows] = await connection.query(sql);
    return rows as unknown[];
  } finally {
    await connection.end();
  }
}
