import { digestOf, digestOfText } from '@akili/model';
import type { OwnershipMark } from '@akili/resource';
import { kinds } from './kinds.ts';

/** Which manifest a code location shall have loaded: the digest over the file's bytes. */
export type LocationSpec = { readonly manifest: string };

export function locationSpecOf(text: string): LocationSpec {
  return { manifest: digestOfText(text) };
}

/** The mark of a location follows from what it says it loaded: it has no other place for one. */
export function locationMark(tenantId: string, name: string, spec: LocationSpec): OwnershipMark {
  return { tenantId, digest: digestOf({ kind: kinds.location, name, spec }) };
}
