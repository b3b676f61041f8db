/** One privilege on one thing, or on all things of a kind: `*` stands for all. */
export interface Grant {
  readonly privilege: string;
  /** As statements spell it: `CATALOG`, `TABLE`, `MATERIALIZED VIEW`. */
  readonly type: string;
  readonly catalog: string;
  readonly database?: string;
  readonly object?: string;
  readonly grantOption?: boolean;
}

const part = (name: string): string => (name === '*' ? '*' : encodeURIComponent(name));

/** A grant in words, one text for each: `SELECT on TABLE tenant_acme_catalog/sales/daily_revenue`. */
export function grantKey(grant: Grant): string {
  const path = [grant.catalog, grant.database, grant.object].filter((one) => one !== undefined).map(part);
  return `${grant.privilege} on ${grant.type} ${path.join('/')}${grant.grantOption === true ? ' with grant option' : ''}`;
}

/** Reads what `grantKey` wrote. */
export function readGrantKey(key: string): Grant {
  const found = /^(.+?) on ([A-Z ]+) (\S*?)( with grant option)?$/.exec(key);
  if (found === null) throw new Error(`not a grant: ${key}`);
  const [catalog = '', database, object] = (found[3] as string).split('/').map(decodeURIComponent);
  return {
    privilege: found[1] as string,
    type: found[2] as string,
    catalog,
    ...(database !== undefined && { database }),
    ...(object !== undefined && { object }),
    ...(found[4] !== undefined && { grantOption: true }),
  };
}

/** Each once, sorted. */
export function grantKeys(grants: readonly Grant[]): readonly string[] {
  return [...new Set(grants.map(grantKey))].sort();
}
