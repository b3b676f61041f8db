import type { Json } from '@akili/model';
import { EngineError } from '@akili/resource';
import { appendLine, readLines } from './append-line.ts';
import { hasFolder } from './guarded-path.ts';
import type { LocalSession } from './local-session.ts';
import { logFolder, topicsFolder } from './topic.ts';

/** A topic's events lie in one file a partition; all events of a product have its name as key, hence one partition. */
const logFile = '0.jsonl';

/** An event of a topic, as it lies in the log. */
export type TopicEvent = { readonly [key: string]: Json };

/** Appends an event to the log of one of the tenant's topics, durably. Throws EngineError where the topic is not there. */
export function appendEvent({ root, tenant }: LocalSession, topic: string, event: TopicEvent): void {
  if (!topic.startsWith(`${tenant.slug}.`)) throw new Error(`${topic} is not this session's`);
  const folder = [...topicsFolder(tenant.slug), topic, logFolder];
  if (!hasFolder(root, folder)) throw new EngineError(`The topic \`${topic}\` is not there.`);
  appendLine(root, folder, logFile, JSON.stringify(event));
}

/** The events of one of the tenant's topics, oldest first. */
export function readTopic({ root, tenant }: LocalSession, topic: string): readonly TopicEvent[] {
  const folder = [...topicsFolder(tenant.slug), topic, logFolder];
  return readLines(root, folder, logFile).map((line) => JSON.parse(line) as TopicEvent);
}
