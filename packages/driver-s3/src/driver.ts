import type { Driver, ResourceType } from '@akili/resource';
import { access } from './access.ts';
import { bucket } from './bucket.ts';
import { cannotHold } from './cannot.ts';
import { connectObjects } from './connect.ts';
import { lifecycle } from './lifecycle.ts';
import { lowerObjects } from './lower.ts';
import { prefix } from './prefix.ts';
import { principal } from './principal.ts';
import type { S3Session } from './s3-session.ts';

/** Objects on Ceph's gateway, and on any other S3 where somebody else makes the principals. */
export const s3Objects: Driver<S3Session> = {
  name: 's3',
  role: 'objects',
  types: [principal, bucket, access, lifecycle, prefix] as readonly ResourceType<never, S3Session>[],
  lower: lowerObjects,
  cannot: cannotHold,
  connect: (context) => connectObjects(context),
};
