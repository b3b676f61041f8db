import { expect, test } from 'vitest';
import { capabilitiesOf, displacedMechanisms, keptConfigs, knownLimits, refusedReplication } from './capabilities.ts';

const [kafka, redpanda] = [capabilitiesOf('kafka'), capabilitiesOf('redpanda')];

test('only Redpanda refuses an even number of replicas, and none is refused where nobody says one', () => {
  expect(refusedReplication(redpanda, 2)).toBe(
    'replication 2 is even, and this broker only takes odd numbers of replicas',
  );
  expect([refusedReplication(redpanda, 3), refusedReplication(redpanda, null), refusedReplication(kafka, 2)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('settings that Redpanda takes and does not keep are not asked of it', () => {
  const configs = { 'min.insync.replicas': '2', 'retention.ms': '1' };
  expect(keptConfigs(redpanda, configs)).toEqual({ 'retention.ms': '1' });
  expect(keptConfigs(kafka, configs)).toEqual(configs);
});

test('Redpanda knows no share of requests', () => {
  const limits = { producer_byte_rate: 1, request_percentage: 50 };
  expect(knownLimits(redpanda, limits)).toEqual({ producer_byte_rate: 1 });
  expect(knownLimits(kafka, limits)).toEqual(limits);
});

test('where a user may have both mechanisms the other one goes; where it has one it is replaced', () => {
  const there = ['SCRAM-SHA-256', 'SCRAM-SHA-512'];
  expect(displacedMechanisms(kafka, there, 'SCRAM-SHA-512')).toEqual(['SCRAM-SHA-256']);
  expect(displacedMechanisms(redpanda, ['SCRAM-SHA-256'], 'SCRAM-SHA-512')).toEqual([]);
});
