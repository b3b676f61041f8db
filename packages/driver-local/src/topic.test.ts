import { specDigest, type Observed, type Resource } from '@akili/resource';
import { acmeCorp, dailyRevenue, lowerInput } from '@akili/testkit';
import { expect, test } from 'vitest';
import { lowerEvents } from './lower-events.ts';
import { topic, type TopicSpec } from './topic.ts';

const desired = lowerEvents(
  lowerInput([acmeCorp], [dailyRevenue], { events: { partitions: 6 } }),
)[0] as Resource<TopicSpec>;

function observed(value: object): Observed {
  const whole = { ...(topic.expect(desired) as object), ...value } as Observed['value'];
  const mark = { tenantId: acmeCorp.id, digest: specDigest(desired) };
  return { address: desired.address, kind: desired.kind, name: desired.name, value: whole, mark };
}

test.each([
  [{ partitions: 3 }, 'update', 'locking', 'partitions grow 3 -> 6'],
  [{ partitions: 9 }, 'replace', 'destructive', 'partitions shrink 9 -> 6: only a new topic has fewer'],
  [{ retentionMs: 60_000 }, 'update', 'safe', 'the settings changed'],
  [{ retentionMs: 9e9 }, 'update', 'destructive', 'retention shrinks 9000000000 -> 604800000 ms'],
  [{ log: false }, 'update', 'safe', 'the log is missing'],
])('from %j: %s, %s', (value, op, risk, reason) => {
  const difference = topic.diff(desired, observed(value));
  expect(difference).toMatchObject({ op, reason });
  expect(difference?.steps[0]?.risk).toBe(risk);
});

test("another tenant's mark at the address is not touched", () => {
  const theirs = { ...observed({}), mark: { tenantId: '0b7d5e3a-2f44-4c52-8a61-9c1e7f3d2b10', digest: 'sha256:ab' } };
  expect(topic.diff(desired, theirs)).toMatchObject({ reason: 'exists and is marked by another owner', steps: [] });
});
