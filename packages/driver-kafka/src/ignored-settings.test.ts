import { lowerInput } from '@akili/testkit';
import type { Json } from '@akili/model';
import { expect, test } from 'vitest';
import { kafkaDriver } from './driver.ts';

const said = (settings: { readonly [key: string]: Json }): readonly string[] => {
  const { compilation, environment } = lowerInput([], []);
  const { place } = environment;
  const events = { role: 'events', driver: 'kafka', settings, credentials: undefined, place } as const;
  const input = { compilation, environment: { ...environment, engines: { events } } };
  return (kafkaDriver().cannot?.(input) ?? []).map(({ sentence }) => sentence);
};
const asked = { configs: { 'min.insync.replicas': 2 }, quotas: { requestPercentage: 50, producerBytesPerSecond: 9 } };

test('what Redpanda takes and does not keep is said', () => {
  expect(said({ ...asked, flavor: 'redpanda' })).toEqual([
    'the broker has no limit `request_percentage` for a login',
    'the broker takes the topic setting `min.insync.replicas` and does nothing with it',
  ]);
});

test('Kafka holds all of it', () => {
  expect(said(asked)).toEqual([]);
});
