import { SourceError } from '../source.ts';

/** A value that the canonical type cannot hold: loading it would change it, so it is refused. */
export function refusedValue(column: string, what: string, instead: string): SourceError {
  return new SourceError('unsupported', `column ${column} holds ${what}; ${instead}`);
}
