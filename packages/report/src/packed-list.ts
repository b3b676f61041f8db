import { safeJson } from './safe-json.ts';

/** A list whose items may be made when they are asked for. An array is one. */
export interface Listed<T> extends Iterable<T> {
  readonly length: number;
}

const chunkBytes = 1024 * 1024;

/**
 * A list that holds its items as the bytes of their JSON, outside of the heap: the objects of ten thousand products
 * would be most of what a compilation holds. Items must be plain JSON; each time they are asked for they are new.
 */
export class PackedList<T> implements Listed<T> {
  readonly #chunks: Uint8Array[] = [];
  readonly #places: { readonly chunk: number; readonly start: number; readonly end: number }[] = [];
  #used = chunkBytes;

  add(item: T): void {
    const text = safeJson(item);
    // In UTF-8 a unit takes three bytes at most.
    if (this.#used + text.length * 3 > (this.#chunks.at(-1)?.length ?? 0)) {
      this.#chunks.push(new Uint8Array(Math.max(chunkBytes, text.length * 3)));
      this.#used = 0;
    }
    const chunk = this.#chunks.length - 1;
    const start = this.#used;
    this.#used += new TextEncoder().encodeInto(text, this.#chunks[chunk]?.subarray(start) as Uint8Array).written;
    this.#places.push({ chunk, start, end: this.#used });
  }

  get length(): number {
    return this.#places.length;
  }

  /** The JSON of each item, as `safeJson` writes it. */
  *texts(): Generator<string> {
    const decoder = new TextDecoder();
    for (const { chunk, start, end } of this.#places) yield decoder.decode(this.#chunks[chunk]?.subarray(start, end));
  }

  *[Symbol.iterator](): Generator<T> {
    for (const text of this.texts()) yield JSON.parse(text) as T;
  }
}
