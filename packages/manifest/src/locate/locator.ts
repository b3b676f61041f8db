import type { Location, Place } from '@akili/diagnostics';
import type { Snapshot } from '@akili/model';

/** Turns a place into lines and columns; never throws, a place that cannot be found is the file as a whole. */
export type Locator = (place: Place) => Location;

/**
 * Looks places up in the texts of a snapshot. Lazy: a file is parsed (again, slowly and exactly) the first time
 * that one of its places is asked for, and kept.
 */
export function createLocator(_snapshot: Snapshot): Locator {
  throw new Error('not written yet');
}
