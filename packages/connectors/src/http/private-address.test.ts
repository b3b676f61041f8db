import { expect, test } from 'vitest';
import { addressProblem } from './private-address.ts';

test.each([
  ['93.184.216.34', undefined],
  ['2606:2800:220:1::1', undefined],
  ['127.0.0.1', 'private'],
  ['10.1.2.3', 'private'],
  ['192.168.0.1', 'private'],
  ['::1', 'private'],
  ['fd12::1', 'private'],
  ['::ffff:10.0.0.1', 'private'],
  ['::ffff:a00:1', 'never'],
  ['64:ff9b::a00:1', 'never'],
  ['169.254.169.254', 'never'],
  ['::ffff:169.254.169.254', 'never'],
  ['fe80::1', 'never'],
  ['fd00:ec2::254', 'never'],
  ['0.0.0.0', 'never'],
])('%s: %s', (address, problem) => {
  expect(addressProblem(address)).toBe(problem);
});
