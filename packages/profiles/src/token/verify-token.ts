import type { AuthSettings } from '@akili/model';
import type { JWTPayload } from 'jose';
import { readClaims, type Claims } from './claims.ts';
import type { KeyWorld } from './key-world.ts';
import { KeysUnavailable } from './keys-unavailable.ts';
import { keysFor } from './keys.ts';

/** What came of a token: its claims, or why it is refused. Reasons complete "the token was refused: ...". */
export type Verified =
  | { readonly kind: 'verified'; readonly claims: Claims }
  | { readonly kind: 'refused'; readonly reason: string }
  /** Nothing is known of the token: the keys cannot be had. */
  | { readonly kind: 'unavailable'; readonly source: string; readonly problem: string };

/** The only signatures that are believed, whatever a token or a key set asks for. */
export const algorithms = ['RS256', 'ES256', 'EdDSA'] as const;

/** A token is a line; whatever is longer is no token. */
const maxLength = 16_384;

/** Seconds by which clocks may differ. */
const clockTolerance = 30;

/**
 * Verifies a token: signature by a key of the platform, an algorithm of the list, issuer, audience, times, and the
 * claims that say who it is. Never throws because of a token; no part of one is in a reason.
 */
export async function verifyToken(token: string, settings: AuthSettings, world: KeyWorld): Promise<Verified> {
  if (token.length > maxLength || !/^[\w-]+\.[\w-]*\.[\w-]*$/.test(token)) return refused('it is not a signed JWT');
  const { errors, jwtVerify } = await import('jose');
  let payload: JWTPayload;
  try {
    const key = await keysFor(settings, world);
    const { issuer, audience } = settings;
    const options = {
      ...{ issuer, audience, algorithms: [...algorithms], clockTolerance, currentDate: world.now() },
      requiredClaims: ['exp', 'sub'],
    };
    payload = (await jwtVerify(token, key, options)).payload;
  } catch (error) {
    if (error instanceof KeysUnavailable) return { kind: 'unavailable', source: error.source, problem: error.message };
    if (error instanceof errors.JWTExpired) return refused('it has expired');
    if (error instanceof errors.JWTClaimValidationFailed) return refused(claimReason(error.claim, error.reason));
    if (error instanceof errors.JOSEAlgNotAllowed) return refused(`its algorithm is none of ${algorithms.join(', ')}`);
    if (error instanceof errors.JWKSNoMatchingKey) return refused('no key of the platform fits it');
    if (error instanceof errors.JWSSignatureVerificationFailed)
      return refused('its signature was not made by a key of the platform');
    if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid)
      return refused('it is not a signed JWT');
    // A key of another type than the algorithm, a critical header that nobody knows: all are tokens that do not fit.
    if (error instanceof errors.JOSEError || error instanceof TypeError)
      return refused('no key of the platform fits it');
    throw error;
  }
  const claims = readClaims(payload);
  return typeof claims === 'string' ? refused(claims) : { kind: 'verified', claims };
}

function refused(reason: string): Verified {
  return { kind: 'refused', reason };
}

function claimReason(claim: string, reason: string): string {
  if (reason === 'missing') return `it has no claim \`${claim}\``;
  if (claim === 'iss') return 'it was issued by somebody else than `auth.issuer` of akili.yaml';
  if (claim === 'aud') return 'it was issued for another audience than `auth.audience` of akili.yaml';
  if (claim === 'nbf') return 'it is not valid yet';
  return `its claim \`${claim}\` is not as it should be`;
}
