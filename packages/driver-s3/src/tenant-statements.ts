import type { Statement } from './statement.ts';
import type { StatementsByPart } from './bucket-policy.ts';

/** What a tenant may do with what lies under its prefixes. */
export type Rights = 'write' | 'read';

/**
 * What one principal may do under its prefixes, each with its slash at the end: list them, and read and (unless
 * suspended) write objects. Never uploads in progress, whose list shows everybody's keys; never access lists, versions
 * or anything of the bucket. `shared` are the objects that are read beyond them: the platform's state and journal, on
 * which every tenant's plan leans.
 */
export function tenantStatements(
  bucket: string,
  principal: string,
  prefixes: readonly string[],
  rights: Rights,
  shared: readonly string[] = [],
): StatementsByPart {
  for (const prefix of prefixes)
    if (!/^[a-z0-9][a-z0-9/-]*\/$/.test(prefix)) throw new Error(`${JSON.stringify(prefix)} is no prefix of a tenant`);
  const who = { Effect: 'Allow', Principal: { AWS: [principal] } };
  return {
    List: {
      ...who,
      Action: ['s3:ListBucket'],
      Resource: [`arn:aws:s3:::${bucket}`],
      Condition: { StringLike: { 's3:prefix': prefixes.map((prefix) => `${prefix}*`) } },
    },
    Objects: {
      ...who,
      Action: rights === 'read' ? reading : writing,
      Resource: prefixes.map((prefix) => `arn:aws:s3:::${bucket}/${prefix}*`),
    },
    ...(shared.length === 0
      ? {}
      : { State: { ...who, Action: reading, Resource: shared.map((key) => `arn:aws:s3:::${bucket}/${key}`) } }),
  };
}

const reading = ['s3:GetObject'];
const writing = [
  's3:AbortMultipartUpload',
  's3:DeleteObject',
  's3:GetObject',
  's3:ListMultipartUploadParts',
  's3:PutObject',
];

/**
 * What nobody may do in the bucket: open an object to others by its access list, at once or later. Without this the
 * owner of an object, which is whoever wrote it, can make it public past every policy (seen on Ceph 16.2).
 * One statement a condition, since several conditions of one statement have to hold together.
 */
export function guardStatements(bucket: string): StatementsByPart {
  const nobody = (action: readonly string[], condition?: Statement): Statement => ({
    Effect: 'Deny',
    Principal: { AWS: ['*'] },
    Action: action,
    Resource: [`arn:aws:s3:::${bucket}/*`],
    ...(condition === undefined ? {} : { Condition: condition }),
  });
  const granting = (header: string): Statement =>
    nobody(['s3:PutObject'], { StringLike: { [`s3:x-amz-grant-${header}`]: ['*'] } });
  return {
    NoAccessList: nobody(['s3:PutObjectAcl', 's3:PutObjectVersionAcl']),
    // A pattern would match a request without the header too: Ceph takes it for an empty text.
    NoCanned: nobody(['s3:PutObject'], {
      StringEquals: { 's3:x-amz-acl': ['authenticated-read', 'public-read', 'public-read-write'] },
    }),
    NoGrantFull: granting('full-control'),
    NoGrantRead: granting('read'),
    NoGrantReadAcp: granting('read-acp'),
    NoGrantWrite: granting('write'),
    NoGrantWriteAcp: granting('write-acp'),
  };
}
