import { digestOf } from '@akili/model';
import type { Plan } from './document.ts';

/** The digest of a plan: over everything but the digest itself and the signature. */
export function planDigest(plan: Omit<Plan, 'digest' | 'signature'>): string {
  const { digest: _digest, signature: _signature, ...content } = plan as Plan;
  return digestOf(content);
}
