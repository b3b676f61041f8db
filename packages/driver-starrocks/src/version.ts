import { EngineError } from '@akili/resource';

/** Numbers of a server's version; undefined where it does not say them. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** Reads `3.2.4-613f0b5`, `3.10.1` or `BRANCH-3.0-RELEASE d659a54`. Undefined for a build without numbers. */
export function readVersion(text: string): Version | undefined {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return found === null
    ? undefined
    : { major: Number(found[1]), minor: Number(found[2]), patch: Number(found[3] ?? 0) };
}

/** True when a version is `least` or newer; a build without numbers is taken to be a new one. */
export function atLeast(version: Version | undefined, least: string): boolean {
  const wanted = readVersion(least) as Version;
  if (version === undefined) return true;
  const order = ['major', 'minor', 'patch'] as const;
  const first = order.find((key) => version[key] !== wanted[key]);
  return first === undefined || version[first] > wanted[first];
}

/** What a server can do, by what its version is documented to have. */
export interface Capabilities {
  /** ORDER BY of an Iceberg table (4.0). */
  readonly tableSortKey: boolean;
}

/** Since 3.3.5 resource groups have `cpu_weight`; user properties are of 3.3.3. */
export const oldest = '3.3.5';

/** What the server can do. Throws `EngineError` for one that is too old. */
export function capabilitiesOf(text: string): Capabilities {
  const version = readVersion(text);
  if (!atLeast(version, oldest))
    throw new EngineError(
      `this StarRocks says its version is ${text}; ${oldest} is the oldest that has the properties of users and the weights of resource groups that are needed`,
    );
  return { tableSortKey: atLeast(version, '4.0') };
}
