import { s3Objects, type S3Session } from '@akili/driver-s3';
import type { CompiledProduct, CompiledTenant } from '@akili/model';
import {
  platformId,
  platformSlug,
  specDigest,
  type DriverContext,
  type LoginCredential,
  type Observed,
  type Resource,
} from '@akili/resource';
import { observe, runStep, stepsBetween } from '@akili/testkit';
import type { CephRig } from './rig.ts';

export const platform = { slug: platformSlug, id: platformId };

/** What one look at the store gives: what is there, and what is to be done. */
export interface Look {
  readonly observed: readonly Observed[];
  /** Address, reason and whether somebody may more than is declared. */
  readonly differences: readonly { readonly address: string; readonly reason: string; readonly foreign: boolean }[];
}

/** Looks with a connection of its own, and with `heal` does what is to be done. */
export async function look(
  context: DriverContext,
  desired: readonly Resource[],
  heal = false,
  whose = [platform, ...context.tenants],
): Promise<Look> {
  const connection = await s3Objects.connect(context);
  try {
    const observed = await observe(connection, whose);
    const live = new Map(observed.map((one) => [one.address, one]));
    const differences = desired.flatMap((resource) => {
      const type = s3Objects.types.find(({ kind }) => kind === resource.kind);
      const difference = type?.diff(resource as Resource<never>, live.get(resource.address));
      if (difference === undefined) return [];
      return [{ address: resource.address, reason: difference.reason, foreign: difference.foreign === true }];
    });
    if (heal)
      for (const step of stepsBetween<S3Session>(s3Objects, desired, observed, whose)) await runStep(connection, step);
    return { observed, differences };
  } finally {
    await connection.close();
  }
}

/** Applies what these tenants and products come to; gives it. */
export async function applied(
  rig: CephRig,
  tenants: readonly CompiledTenant[],
  products: readonly CompiledProduct[],
  logins: { readonly [slug: string]: Partial<LoginCredential> } = {},
): Promise<readonly Resource[]> {
  const desired = s3Objects.lower(rig.input(tenants, products, logins));
  await look(rig.context, desired, true);
  return desired;
}

/** The marks that are live, for a test that compares them with what was declared. */
export function marksOf(desired: readonly Resource[]): ReadonlyMap<string, string> {
  return new Map(desired.map((resource) => [resource.address, specDigest(resource)]));
}
