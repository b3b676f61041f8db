import { specDigest } from '@akili/resource';
import type { Observed, Resource, ResourceType } from '@akili/resource';

/** What the engines would report had `base` been applied: what an offline plan compares with. */
export function observedFromBase(
  base: readonly Resource[],
  types: ReadonlyMap<string, ResourceType>,
): readonly Observed[] {
  return base.map((resource) => {
    const type = types.get(resource.kind);
    if (type === undefined) throw new Error(`no driver of this environment knows the kind ${resource.kind}`);
    const { address, kind, name, tenant } = resource;
    return {
      address,
      kind,
      name,
      value: type.expect(resource),
      mark: { tenantId: tenant.id, digest: specDigest(resource) },
    };
  });
}
