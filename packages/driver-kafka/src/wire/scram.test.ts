import { expect, test } from 'vitest';
import { saltPassword } from './scram.ts';

// The examples of RFC 7677 (SHA-256): its salt and iteration count; the salted password follows from RFC 5802's Hi.
test('the salted password is PBKDF2 of the password', async () => {
  const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
  const { saltedPassword } = await saltPassword('pencil', 'SCRAM-SHA-256', 4096, salt);
  expect(saltedPassword.toString('base64')).toBe('xKSVEDI6tPlSysH6mUQZOeeOp01r6B3fcJbodRPcYV0=');
});

test('each time has a salt of its own', async () => {
  const [one, two] = [await saltPassword('x', 'SCRAM-SHA-512', 4096), await saltPassword('x', 'SCRAM-SHA-512', 4096)];
  expect([one.saltedPassword.length, one.salt.length, one.salt.toString('hex') === two.salt.toString('hex')]).toEqual([
    64,
    24,
    false,
  ]);
});
