export * from './drivers.ts';
export * from './local-session.ts';
export * from './asset-manifest.ts';
export { assetsFolder } from './asset.ts';
export { bucketOf, defaultBucket, prefixFolder } from './objects-layout.ts';
export { logFolder, topicFile, topicsFolder } from './topic.ts';
export { appendLine, readLines } from './append-line.ts';
export { appendEvent, readTopic, type TopicEvent } from './append-event.ts';
