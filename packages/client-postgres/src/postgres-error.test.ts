import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { isRetryable, PostgresError, scrub, toPostgresError } from './postgres-error.ts';

test.each(['40001', '40P01', '55P03', '57P03', '08001', '08006'])('%s deserves another try', (state) => {
  expect(isRetryable(state)).toBe(true);
});

test.each(['42501', '42P07', '23505', '28P01', '57014', '22003', '53300', 'XX000'])('%s does not', (state) => {
  expect(isRetryable(state)).toBe(false);
});

test('two who change one role at a time may try again', () => {
  expect(isRetryable('XX000', 'tuple concurrently updated (XX000)')).toBe(true);
});

describe('a failure becomes an error that may be printed', () => {
  test('with its SQLSTATE and its first line, without detail and cause', () => {
    const raw = Object.assign(new Error('duplicate key value violates unique constraint "k"\nand more'), {
      code: '23505',
      detail: 'Key (iban)=(DE89 3704) already exists.',
    });
    const error = toPostgresError(raw);
    expect(error).toMatchObject({
      message: 'duplicate key value violates unique constraint "k" (23505)',
      sqlState: '23505',
      retryable: false,
    });
    expect(inspect(error)).not.toContain('DE89');
  });

  test('a connection that cannot be made may be tried again', () => {
    const raw = Object.assign(new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]), {
      message: '',
    });
    expect(toPostgresError(raw)).toMatchObject({ sqlState: '08001', retryable: true });
  });

  test('a host that does not exist may not', () => {
    const raw = Object.assign(new Error('getaddrinfo ENOTFOUND pg.exmaple.com'), { code: 'ENOTFOUND' });
    expect(toPostgresError(raw)).toMatchObject({
      message: 'getaddrinfo ENOTFOUND pg.exmaple.com',
      sqlState: undefined,
      retryable: false,
    });
  });

  test('one that is ours already stays', () => {
    const error = new PostgresError('said', '42501');
    expect(toPostgresError(error)).toBe(error);
  });
});

test.each([
  ['the secret itself', 'no such user hunter2 here', 'no such user *** here'],
  ['a verifier', 'near "SCRAM-SHA-256$4096:abc==$def:ghi" done', 'near "***" done'],
  ['a password in SQL', "syntax error at PASSWORD 'it''s' VALID", "syntax error at PASSWORD '***' VALID"],
  ['a password in a URL', 'cannot reach postgres://app:pw@host/db', 'cannot reach postgres://app:***@host/db'],
])('%s is scrubbed', (_, message, expected) => {
  expect(scrub(message, ['hunter2'])).toBe(expected);
});
