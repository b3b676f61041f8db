import type { EngineError } from '@akili/resource';
import { expect, test } from 'vitest';
import { asEngineError, KafkaProtocolError } from './kafka-error.ts';

const named = (name: string, fields: object) => Object.assign(new Error(), { name, ...fields });
const said = (error: unknown) => {
  const { message, retryable } = asEngineError(error, 'Kafka', ['hunter2']) as EngineError;
  return [message, retryable];
};

test.each([
  [
    'a wrong password is not tried again',
    named('KafkaJSSASLAuthenticationError', { retriable: false }),
    ['Kafka: the broker refused the login: the password is wrong, or the login is not there', false],
  ],
  [
    'a broker that is not there is',
    named('KafkaJSConnectionError', {
      message: 'Connection error: connect ECONNREFUSED 127.0.0.1:1',
      code: 'ECONNREFUSED',
    }),
    ['Kafka: the broker cannot be reached: Connection error: connect ECONNREFUSED 127.0.0.1:1', true],
  ],
  ['one that hangs is', named('KafkaJSRequestTimeoutError', {}), ['Kafka: the broker did not answer in time', true]],
  ['not the controller', new KafkaProtocolError(41, null), ['Kafka: this broker is not the controller', true]],
  [
    'a code within a list',
    named('KafkaJSAggregateError', { errors: [{ code: 44, type: 'POLICY_VIOLATION' }] }),
    ['Kafka: a policy of the broker refused it', false],
  ],
  [
    'the broker’s own words',
    new KafkaProtocolError(40, 'Invalid value soon'),
    ['Kafka: a setting is not possible: Invalid value soon', false],
  ],
  [
    'a secret in them',
    new KafkaProtocolError(93, 'hunter2 is bad'),
    ['Kafka: the broker does not accept such a password: (secret) is bad', false],
  ],
] as const)('%s', (_name, error, expected) => {
  expect(said(error)).toEqual(expected);
});

test('a password that is a word of ours does not blot it out', () => {
  const error = asEngineError(new KafkaProtocolError(93, null), 'Kafka', ['password']) as EngineError;
  expect(error.message).toBe('Kafka: the broker does not accept such a password');
});

test('a bug of ours stays what it is', () => {
  const bug = new TypeError('undefined is not a function');
  expect(asEngineError(bug, 'Kafka', [])).toBe(bug);
});
