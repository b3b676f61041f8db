import { acmeCorp, dailyRevenue, lowerInput } from '@akili/testkit';
import { specDigest, type Observed, type Resource } from '@akili/resource';
import { expect, test } from 'vitest';
import { lower } from './lower.ts';
import type { TopicSpec, TopicValue } from './specs.ts';
import { topicType } from './topic.ts';

const settings = { events: { partitions: 3, replication: 3 } };
const topic = lower(lowerInput([acmeCorp], [dailyRevenue], settings)).find(
  ({ kind }) => kind === 'events.topic',
) as Resource<TopicSpec>;
const declared = topicType.expect(topic) as TopicValue;

function live(value: Partial<TopicValue>, marked = true): Observed {
  const { address, kind, name, tenant } = topic;
  const mark = marked ? { tenantId: tenant.id, digest: specDigest(topic as Resource) } : undefined;
  return { address, kind, name, value: { ...declared, ...value }, mark };
}

const plan = (observed: Observed | undefined, spec: Partial<TopicSpec> = {}) => {
  const difference = topicType.diff({ ...topic, spec: { ...topic.spec, ...spec } }, observed);
  return (
    difference && [
      difference.op,
      difference.reason,
      ...difference.steps.map(({ risk, credential }) => `${risk} by ${credential}`),
    ]
  );
};

test('as declared, with a setting of somebody else’s: nothing to do', () => {
  expect(plan(live({ configs: { ...declared.configs, 'segment.bytes': '1' } }))).toBeUndefined();
});

test('partitions grow: the order of events with one key breaks', () => {
  expect(plan(live({ partitions: 1 }))).toEqual(['update', 'partitions grow 1 -> 3', 'locking by tenant']);
});

test('fewer partitions take a new topic', () => {
  expect(plan(live({ partitions: 5 }))).toEqual([
    'replace',
    'partitions shrink 5 -> 3: only a new topic has fewer',
    'destructive by tenant',
    'safe by tenant',
  ]);
});

test('another number of replicas is said and not done', () => {
  expect(plan(live({ replication: 1 }))).toEqual([
    'update',
    'replication 1 -> 3: replicas are moved by a reassignment, which this driver cannot do',
  ]);
});

test('what the broker would refuse is said and not planned', () => {
  expect(plan(undefined, { refused: 'replication 2 is even' })).toEqual(['create', 'replication 2 is even']);
});

test('a topic that nobody recorded is not ours; one that is as declared may be adopted', () => {
  expect(plan(live({ partitions: 1 }, false))).toEqual(['update', 'exists and carries no mark']);
  expect(topicType.diff(undefined, live({}, false))).toBeUndefined();
  expect([
    topicType.adopts?.(topic, live({}, false)),
    topicType.adopts?.(topic, live({ partitions: 1 }, false)),
  ]).toEqual([true, false]);
});

test('deleting a topic loses its events', () => {
  expect(topicType.diff(undefined, live({}))?.steps[0]).toMatchObject({ risk: 'destructive', credential: 'tenant' });
});
