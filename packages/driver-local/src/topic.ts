import { namePattern, slugPattern, topicNames } from '@akili/model';
import type { Json } from '@akili/model';
import { documentType } from './document-type.ts';
import { makeFolder, removeEmptyFolders, removeFolder } from './guarded-files.ts';
import type { Segments } from './guarded-path.ts';

/** A topic: `topic.json` and the folder `log`, to which events are only ever appended. */
export type TopicSpec = {
  readonly topic: string;
  readonly partitions: number;
  /** Milliseconds after which an event may go. */
  readonly retentionMs: number;
};

export const topicFile = 'topic.json';
export const logFolder = 'log';

/** Folder of a tenant's topics: one a tenant, so that reading one tenant never walks another's. */
export function topicsFolder(slug: string): Segments {
  return ['events', slug];
}

/** What is compared: the settings that the document holds, and whether the log is there. */
export function topicValue(body: { readonly [key: string]: Json }, log: boolean): Json {
  return { partitions: body['partitions'] ?? null, retentionMs: body['retentionMs'] ?? null, log };
}

export const topic = documentType<TopicSpec>({
  kind: 'events.topic',
  rank: 70,
  credential: 'tenant',
  noun: 'topic',
  removalRisk: 'destructive',
  body: (spec) => ({ ...spec }),
  value: (body) => topicValue(body, true),
  judge: (before, after) => judge(before as unknown as TopicValue, after as unknown as TopicValue),
  place({ tenant }, name) {
    const product = name.split('.')[1] ?? '';
    const known = Object.values(topicNames(tenant.slug, product)).includes(name);
    if (!known || !slugPattern.test(tenant.slug) || !namePattern.test(product)) return undefined;
    return { folder: [...topicsFolder(tenant.slug), name], file: topicFile };
  },
  complete: ({ root }, { folder }) => makeFolder(root, [...folder, logFolder]),
  remove({ root }, { folder, file }) {
    removeFolder(root, folder, file);
    removeEmptyFolders(root, folder.slice(0, -1), 1);
  },
});

type TopicValue = { readonly partitions: number; readonly retentionMs: number; readonly log: boolean };

function judge(before: TopicValue, after: TopicValue): ReturnType<Parameters<typeof documentType>[0]['judge']> {
  if (after.partitions < before.partitions) {
    const reason = `partitions shrink ${before.partitions} -> ${after.partitions}: only a new topic has fewer`;
    return { reason, risk: 'destructive', replace: true };
  }
  if (after.retentionMs < before.retentionMs) {
    return { reason: `retention shrinks ${before.retentionMs} -> ${after.retentionMs} ms`, risk: 'destructive' };
  }
  if (after.partitions > before.partitions) {
    // Keys are hashed over all partitions: the order of events with one key breaks across this step.
    return { reason: `partitions grow ${before.partitions} -> ${after.partitions}`, risk: 'locking' };
  }
  return { reason: before.log ? 'the settings changed' : 'the log is missing', risk: 'safe' };
}
