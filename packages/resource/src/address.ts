/**
 * What a resource is called everywhere: `<tenant>/<kind>/<name>`, e.g.
 * `acme-corp/events.topic/acme-corp.daily_revenue.data.available`. The tenant comes first, so that no address of
 * one tenant can be taken for another's. What belongs to no tenant has the reserved slug `platform`.
 */
export type Address = string & { readonly brand?: 'Address' };

export const platformSlug = 'platform';
/** The id under which platform resources are marked. */
export const platformId = '00000000-0000-0000-0000-000000000000';

export function addressOf(tenant: string, kind: string, name: string): Address {
  return `${tenant}/${kind}/${name}`;
}

/** Takes an address apart; the name may contain slashes. Undefined when it is none. */
export function readAddress(
  address: string,
): { readonly tenant: string; readonly kind: string; readonly name: string } | undefined {
  const match = /^([^/]+)\/([^/]+)\/(.+)$/s.exec(address);
  if (!match) return undefined;
  return { tenant: match[1] as string, kind: match[2] as string, name: match[3] as string };
}
