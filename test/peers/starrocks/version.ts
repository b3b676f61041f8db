/** The StarRocks versions whose forms the reader tells apart. */
export type Version = '3.3' | '3.5' | '4.0' | '4.1';

/**
 * The first version that has a form, where it is not the oldest one.
 * Source: the StarRocks documentation page named in the file that reads the form, and the release notes of 4.0 and 4.1.
 */
const since = {
  icebergViews: '3.5',
  multiColumnViewPartition: '3.5',
  transactions: '3.5',
  excludeColumns: '4.0',
  asofJoin: '4.0',
  orderByAll: '4.0',
  aggregateFilter: '4.0',
  tableSortDirection: '4.0',
  viewProperties: '4.0',
  grantToGroup: '4.0',
  refreshOnTable: '4.0',
  recursiveCte: '4.1',
} as const satisfies Record<string, Version>;

export type Feature = keyof typeof since;

/** True when `version` is `least` or newer. */
export function atLeast(version: Version, least: Version): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/** True when a server of this version reads the form. */
export function supports(version: Version, feature: Feature): boolean {
  return atLeast(version, since[feature]);
}
