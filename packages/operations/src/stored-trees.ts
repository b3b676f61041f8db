import type { SqlTree } from '@akili/sql';

/**
 * Trees as their JSON, read when they are asked for: each is used once or twice by a compilation, and the objects of
 * all of them together would take six times the memory of their texts.
 */
export class StoredTrees extends Map<string, SqlTree> {
  readonly #texts = new Map<string, string>();

  /** Keeps a tree's JSON under the text that it is of. */
  store(text: string, json: string): void {
    this.#texts.set(text, json);
  }

  override get(text: string): SqlTree | undefined {
    const json = this.#texts.get(text);
    return json === undefined ? undefined : (JSON.parse(json) as SqlTree);
  }

  override has(text: string): boolean {
    return this.#texts.has(text);
  }

  override get size(): number {
    return this.#texts.size;
  }
}
