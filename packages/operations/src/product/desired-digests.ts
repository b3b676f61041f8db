import type { Snapshot } from '@akili/model';
import { specDigest } from '@akili/resource';
import { compileRepository } from '../compile-repository.ts';
import { loadEngines, lowerAll } from '../engines.ts';
import type { OperationHost } from '../operation-host.ts';

/** What a product would be applied as in an environment: comparable with what is on record. Undefined: it has errors. */
export async function desiredDigests(
  snapshot: Snapshot,
  environment: string,
  of: { readonly tenant: string; readonly product: string },
  host: OperationHost,
): Promise<string | undefined> {
  const options = { environment, tenants: [of.tenant] };
  const { collected, compiled } = await compileRepository(snapshot, options, host);
  if (collected.environment === undefined) return undefined;
  const all = lowerAll(await loadEngines(collected.environment), compiled.compilation, collected.environment);
  const own = all.filter((one) => one.tenant.slug === of.tenant && one.product === of.product);
  return own.length === 0
    ? undefined
    : digestText(own.map((one) => ({ address: one.address, digest: specDigest(one) })));
}

/** Addresses and digests, in one order. */
export function digestText(records: readonly { readonly address: string; readonly digest: string }[]): string {
  return records
    .map(({ address, digest }) => `${address} ${digest}`)
    .sort()
    .join('\n');
}
