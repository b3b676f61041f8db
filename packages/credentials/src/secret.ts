import type { Parts, SecretVersion, SecretVersions } from './secret-parts.ts';

const hidden = '[secret]';

/**
 * A secret that was resolved: named parts, such as `username` and `password`, of the version in use and of those that
 * a rotation keeps beside it. It cannot be printed, interpolated, turned into JSON, inspected, copied by structure or
 * looked into; only `reveal` gives the values, to whoever opens a session with them.
 */
export class Secret {
  readonly #versions: SecretVersions;
  /** Where it came from: safe to show. */
  readonly reference: string;

  constructor(reference: string, versions: SecretVersions) {
    this.reference = reference;
    this.#versions = versions;
    Object.freeze(this);
  }

  /** The version in use; `0` where the secret names none. */
  get version(): string {
    return this.#versions.current.version;
  }

  /** The version that a rotation has staged. */
  get next(): string | undefined {
    return this.#versions.next?.version;
  }

  /** The version that was in use before. */
  get previous(): string | undefined {
    return this.#versions.previous?.version;
  }

  /** The values of the version in use. What is done with them must not be logged. */
  reveal(): Parts;
  /** The values of one version; undefined where the secret does not hold it. */
  reveal(version: string | undefined): Parts | undefined;
  reveal(version?: string): Parts | undefined {
    const { current } = this.#versions;
    return version === undefined ? current.parts : this.#all().find((one) => one.version === version)?.parts;
  }

  /** Every value there is, of every version, for scrubbing messages. */
  values(): readonly string[] {
    return this.#all().flatMap(({ parts }) =>
      Object.entries(parts).flatMap(([part, value]) => (part === 'version' || value === '' ? [] : [value])),
    );
  }

  #all(): readonly SecretVersion[] {
    const { current, next, previous } = this.#versions;
    return [current, ...(next === undefined ? [] : [next]), ...(previous === undefined ? [] : [previous])];
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [Symbol.toPrimitive](): string {
    return hidden;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return hidden;
  }
}
