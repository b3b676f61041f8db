export * from './directory-store.ts';
export * from './lock-environment.ts';
export * from './postgres-store.ts';
export type { Processes } from './lock/processes.ts';
export * from './s3-store.ts';
export { openS3Objects, type S3ObjectsOptions } from './s3-open-objects.ts';
export type { ConditionalObjects, ReadObject, WriteCondition } from './s3-objects.ts';
