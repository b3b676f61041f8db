import type { ReadRepository } from './read-repository.ts';

/** The first half of a compilation: everything that can be known before SQL is parsed. `findings` has templates too. */
export interface Collected extends ReadRepository {
  /** Distinct SQL texts to parse, sorted. */
  readonly texts: readonly string[];
}
