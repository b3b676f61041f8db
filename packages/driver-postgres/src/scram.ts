import { createHash, createHmac, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { saslPrep } from './saslprep.ts';

const derive = promisify(pbkdf2);

/** PostgreSQL's own default; pg and libpq log in with whatever the verifier says. */
const iterations = 4096;
const saltLength = 16;

/**
 * What PostgreSQL keeps of a password: `SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>` (RFC 5802 and 7677,
 * base64). The server takes it where a password may stand, so that no statement, log or plan holds the password itself.
 */
export async function scramVerifier(
  password: string,
  salt: Uint8Array = bytes(randomBytes(saltLength)),
): Promise<string> {
  const salted = bytes(await derive(saslPrep(password), salt, iterations, 32, 'sha256'));
  const clientKey = bytes(createHmac('sha256', salted).update('Client Key').digest());
  const storedKey = createHash('sha256').update(clientKey).digest('base64');
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64');
  return `SCRAM-SHA-256$${iterations}:${Buffer.from(salt).toString('base64')}$${storedKey}:${serverKey}`;
}

/** The types of Node 20 do not take a Buffer where bytes are asked for. */
function bytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer);
}
