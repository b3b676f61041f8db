import type { Product, Tenant } from '@akili/model';
import { Refused } from '../change/refused.ts';
import type { OperationHost } from '../operation-host.ts';
import { productAt, taggedVersions, type TaggedProduct } from './product-versions.ts';

/** The product as the tag of a version has it. Throws `Refused` where there is no such tag, or it holds another. */
export async function findVersion(
  tenant: Tenant,
  { name, version: current }: Product,
  version: string,
  host: OperationHost,
): Promise<TaggedProduct> {
  const tagged = await taggedVersions(tenant, name, host);
  const tag = tagged.find((one) => one.version === version);
  const own = `${tenant.slug}/${name}/v${version}`;
  if (tag === undefined) {
    throw new Refused(
      `\`${name}\` is at version ${current} here, and git has neither a tag \`${own}\` nor \`v${version}\`.`,
    );
  }
  const found = await productAt(tenant, name, tag, host);
  if (found !== undefined) return found;
  throw new Refused(`The tag \`${tag.tag}\` holds no \`${name}\` of version ${version}.`);
}
