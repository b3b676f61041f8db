import { eventsTopicAddress, type Observed } from '@akili/resource';
import { holdsNothing, listFolder, readFile } from './guarded-files.ts';
import { isSegment, pathOf, statOf } from './guarded-path.ts';
import type { LocalSession } from './local-session.ts';
import { readDocument } from './marked-document.ts';
import { logFolder, topicFile, topicsFolder, topicValue } from './topic.ts';

/** What lies in the tenant's folder of topics. */
export function readEvents({ root, tenant }: LocalSession): readonly Observed[] {
  const parent = topicsFolder(tenant.slug);
  return listFolder(root, parent).flatMap((entry): Observed | [] => {
    const { name } = entry;
    const ours = entry.isDirectory() && isSegment(name);
    const document = ours ? readDocument(readFile(root, [...parent, name], topicFile)) : undefined;
    if (ours && document === undefined && holdsNothing(root, [...parent, name])) return [];
    const log = document !== undefined && statOf(pathOf(root, [...parent, name, logFolder]))?.isDirectory() === true;
    return {
      address: eventsTopicAddress(tenant.slug, name),
      kind: 'events.topic',
      name,
      value: document === undefined ? {} : topicValue(document.body, log),
      mark: document?.mark,
    };
  });
}
