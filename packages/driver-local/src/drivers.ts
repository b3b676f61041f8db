import type { EngineRole } from '@akili/model';
import type { Driver, ResourceType } from '@akili/resource';
import { asset } from './asset.ts';
import { bucket } from './bucket.ts';
import { connectTo, type Inventory, type LocalSession } from './local-session.ts';
import { lowerCompute } from './lower-compute.ts';
import { lowerEvents } from './lower-events.ts';
import { lowerObjects } from './lower-objects.ts';
import { prefix } from './prefix.ts';
import { readCompute } from './read-compute.ts';
import { readEvents } from './read-events.ts';
import { readObjects } from './read-objects.ts';
import { topic } from './topic.ts';

/** Objects as files, in the layout of the bucket. */
export const localObjects = localDriver('objects', [bucket, prefix], lowerObjects, readObjects);

/** Topics as folders with their settings and an append-only log. */
export const localEvents = localDriver('events', [topic], lowerEvents, readEvents);

/** Assets as one manifest a product, which a runner loads. */
export const localCompute = localDriver('compute', [asset], lowerCompute, readCompute);

function localDriver(
  role: EngineRole,
  types: readonly (typeof bucket | typeof prefix | typeof topic | typeof asset)[],
  lower: Driver['lower'],
  inventory: Inventory,
): Driver<LocalSession> {
  return {
    name: 'local',
    role,
    types: types as readonly ResourceType<never, LocalSession>[],
    lower,
    connect: (context) => Promise.resolve(connectTo(context, inventory)),
  };
}
