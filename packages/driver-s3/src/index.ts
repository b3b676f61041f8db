export { s3Objects } from './driver.ts';
export { readSettings, settingsOf, type S3Settings } from './settings.ts';
export { ownPrefixes } from './access.ts';
export type { S3Session } from './s3-session.ts';
