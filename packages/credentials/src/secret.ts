const hidden = '[secret]';

/**
 * A secret that was resolved: named parts, such as `username` and `password`. It cannot be printed, interpolated,
 * turned into JSON, inspected, copied by structure or looked into; only `reveal` gives the values, to whoever opens a
 * session with them.
 */
export class Secret {
  readonly #parts: { readonly [part: string]: string };
  /** Where it came from: safe to show. */
  readonly reference: string;

  constructor(reference: string, parts: { readonly [part: string]: string }) {
    this.reference = reference;
    this.#parts = Object.freeze({ ...parts });
    Object.freeze(this);
  }

  /** The values. What is done with them must not be logged. */
  reveal(): { readonly [part: string]: string } {
    return this.#parts;
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
