import { expect, test } from 'vitest';
import { judgeConfigs } from './judge-configs.ts';

const day = 86_400_000;

test('an override that nobody declared is neither a difference nor touched', () => {
  expect(judgeConfigs({ 'retention.ms': '5', 'segment.bytes': '9' }, { 'retention.ms': '5' })).toBeUndefined();
});

test.each([
  ['keeping events longer loses none', { 'retention.ms': `${day}` }, { 'retention.ms': `${2 * day}` }, 'safe'],
  ['keeping them less long does', { 'retention.ms': `${2 * day}` }, { 'retention.ms': `${day}` }, 'destructive'],
  ['for ever is longer than anything', { 'retention.ms': `${day}` }, { 'retention.ms': '-1' }, 'safe'],
  ['anything is less than for ever', { 'retention.bytes': '-1' }, { 'retention.bytes': '1' }, 'destructive'],
  ['what held without an override may have been more', {}, { 'retention.ms': `${day}` }, 'destructive'],
  ['compacting drops earlier events of a key', {}, { 'cleanup.policy': 'compact' }, 'destructive'],
  ['deleting is what topics do anyway', {}, { 'cleanup.policy': 'delete' }, 'safe'],
  ['compression loses nothing', {}, { 'compression.type': 'zstd' }, 'safe'],
] as const)('%s', (_name, before, declared, risk) => {
  expect(judgeConfigs(before, declared)).toMatchObject({ configs: declared, risk });
});

test('the reason names what changes, in order', () => {
  expect(judgeConfigs({ b: '1', a: '1' }, { b: '2', a: '2' })?.reason).toBe('a 1 -> 2, b 1 -> 2');
});
