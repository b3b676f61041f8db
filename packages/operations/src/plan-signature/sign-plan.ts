import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { exitCodes, signingKeyUnusable } from '@akili/diagnostics';
import type { Plan, PlanSignature } from '@akili/plan';
import { Stopped } from '../stopped.ts';

/** What is signed: the digest covers the whole plan but itself, and the first line keeps other signatures apart. */
export function signedBytes(plan: Pick<Plan, 'digest'>): Uint8Array {
  return new TextEncoder().encode(`akili-plan-v1\n${plan.digest}`);
}

/**
 * The plan with a signature of the key, a PEM text of an Ed25519 private key (PKCS #8). The key is used and forgotten;
 * no message repeats any of it.
 */
export function signPlan(plan: Plan, pem: string): Plan {
  const key = readKey(pem);
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const signature: PlanSignature = {
    algorithm: 'ed25519',
    key: spki.toString('base64'),
    value: sign(null, signedBytes(plan), key).toString('base64'),
  };
  return { ...plan, signature };
}

function readKey(pem: string): KeyObject {
  const refuse = (problem: string): Stopped =>
    new Stopped({ findings: [signingKeyUnusable.at(undefined, { problem })] }, exitCodes.failed);
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw refuse('it is not a private key in PEM, or it is locked by a passphrase');
  }
  if (key.asymmetricKeyType !== 'ed25519') throw refuse(`it is a key for ${key.asymmetricKeyType ?? 'something else'}`);
  return key;
}
