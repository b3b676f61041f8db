import type { Location } from '@akili/diagnostics';
import { digestOf, type Json } from '@akili/model';
import type { Address } from './address.ts';
import type { StateRecord } from './state.ts';

/** A tenant as engines know it. `id` is what ownership marks carry. */
export interface TenantIdentity {
  readonly slug: string;
  readonly id: string;
}

/** Something that shall exist on an engine: plain data, made by a driver's `lower`. */
export interface Resource<Spec extends Json = Json> {
  readonly address: Address;
  readonly tenant: TenantIdentity;
  /** Named by role, the same in every environment: `lookup.table`, `events.topic`. */
  readonly kind: string;
  /**
   * What the engine calls it: for databases and tables of analytics within the tenant's catalog (`spec.catalog`), for
   * assets within its code location, for everything else in full. Every plan proves that no two tenants claim one name.
   */
  readonly name: string;
  readonly spec: Spec;
  /** Addresses that must be there first, sorted. */
  readonly dependsOn: readonly Address[];
  /** The product it belongs to; absent for what a tenant has once. */
  readonly product?: string;
  /** The file and range it came from: an apply failure points at YAML. */
  readonly origin: Location;
}

/** The mark on an engine that says whose a thing is: a comment, a tag, a property, a file. */
export interface OwnershipMark {
  readonly tenantId: string;
  /** Digest of the spec that was applied last. */
  readonly digest: string;
}

/** Something that exists on an engine, as one inventory query reports it. */
export interface Observed {
  readonly address: Address;
  readonly kind: string;
  readonly name: string;
  /** In the shape that `ResourceType.expect` gives for a desired resource, so that the two compare. */
  readonly value: Json;
  /** Undefined where the thing carries no mark: it is not ours, and nothing may change or delete it. */
  readonly mark: OwnershipMark | undefined;
  /**
   * Read live beside the value: what a diff may go by and tell (about how many rows there are). Nothing compares it, and
   * no fingerprint covers it.
   */
  readonly facts?: Json;
}

/** What a plan rests on: the digest of the observed value. `absent` where there was nothing. */
export function fingerprintOf(observed: Observed | undefined): string {
  return observed === undefined ? 'absent' : digestOf({ value: observed.value, mark: observed.mark ?? null });
}

const digests = new WeakMap<Resource, string>();

/**
 * Digest of a desired resource, as marks and state carry it. Reckoned once a resource: lower, diff, drift and the
 * state all ask, and writing a large spec out is most of what comparing something unchanged costs.
 */
export function specDigest(resource: Resource): string {
  const known = digests.get(resource);
  if (known !== undefined) return known;
  const digest = digestOf({ kind: resource.kind, name: resource.name, spec: resource.spec });
  digests.set(resource, digest);
  return digest;
}

/** Orders resources, changes and records by address, in code units. */
export function byAddress(a: { readonly address: Address }, b: { readonly address: Address }): number {
  return a.address < b.address ? -1 : a.address > b.address ? 1 : 0;
}

/** The state record of a resource once it is applied. */
export function recordOf(resource: Resource): StateRecord {
  const login = loginOf(resource.spec);
  return {
    address: resource.address,
    kind: resource.kind,
    digest: specDigest(resource),
    dependsOn: resource.dependsOn,
    ...(resource.product === undefined ? {} : { product: resource.product }),
    ...(login === undefined ? {} : { login }),
  };
}

/** A spec that holds `reference` and `version` is a login's. */
function loginOf(spec: Json): StateRecord['login'] {
  if (spec === null || typeof spec !== 'object' || Array.isArray(spec)) return undefined;
  const { reference, version } = spec as { readonly [key: string]: Json };
  return typeof reference === 'string' && typeof version === 'string' ? { reference, version } : undefined;
}
