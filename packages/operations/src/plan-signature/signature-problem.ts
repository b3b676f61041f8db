import { createPublicKey, verify } from 'node:crypto';
import { planSignatureRefused, type Finding } from '@akili/diagnostics';
import type { Environment } from '@akili/model';
import type { Plan } from '@akili/plan';
import { signedBytes } from './sign-plan.ts';

/**
 * Why a saved plan may not be applied for its signature: undefined where one of the environment's signers vouches for it,
 * or where the environment names none and the plan carries none that is wrong.
 */
export function signatureProblem(plan: Plan, environment: Environment): Finding | undefined {
  const refuse = (problem: string): Finding =>
    planSignatureRefused.at(environment.place, { environment: environment.name, problem });
  const { planSigners } = environment;
  const { signature } = plan;
  if (signature === null) return planSigners === undefined ? undefined : refuse('it is not signed');
  const key = createPublicKey({ key: Buffer.from(signature.key, 'base64'), format: 'der', type: 'spki' });
  if (!verify(null, signedBytes(plan), key, Uint8Array.from(Buffer.from(signature.value, 'base64'))))
    return refuse('its signature does not belong to its content');
  if (planSigners !== undefined && !planSigners.includes(signature.key))
    return refuse('it is signed with a key that the environment does not name');
  return undefined;
}
