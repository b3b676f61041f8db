import { createHash } from 'node:crypto';

const sha1 = (...parts: readonly Buffer[]): Buffer => {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(new Uint8Array(part));
  return hash.digest();
};

/** True when the answer to the salt proves a password of which only `*HEX(SHA1(SHA1(password)))` is known. */
export function provesPassword(stored: string, salt: Buffer, answer: Buffer): boolean {
  if (stored === '') return answer.length === 0;
  const twice = Buffer.from(stored.slice(1), 'hex');
  const mask = sha1(salt, twice);
  if (answer.length !== mask.length) return false;
  const once = Buffer.from(answer.map((byte, index) => byte ^ (mask[index] ?? 0)));
  return sha1(once).equals(new Uint8Array(twice));
}

/** A password as the engine keeps it. */
export function storedPassword(password: string): string {
  if (password === '') return '';
  return `*${sha1(sha1(Buffer.from(password)))
    .toString('hex')
    .toUpperCase()}`;
}
