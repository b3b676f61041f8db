import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { ScramMechanism } from '../specs.ts';

/** What a broker keeps of a password: it is never sent in the clear, and the broker could not tell it. */
export interface SaltedPassword {
  readonly salt: Buffer;
  readonly saltedPassword: Buffer;
}

/** RFC 5802's `Hi(password, salt, i)`, with a fresh salt. Kafka takes the password's UTF-8 as it is, without SASLprep. */
export async function saltPassword(
  password: string,
  mechanism: ScramMechanism,
  iterations: number,
  salt: Buffer = randomBytes(24),
): Promise<SaltedPassword> {
  const [length, hash] = mechanism === 'SCRAM-SHA-256' ? [32, 'sha256'] : [64, 'sha512'];
  const saltedPassword = await promisify(pbkdf2)(
    password,
    new Uint8Array(salt),
    iterations,
    length as number,
    hash as string,
  );
  return { salt, saltedPassword };
}
