import type { SourceDialect } from '@akili/model';
import type { ImportedInput, ImportNote } from './imported-sql.ts';
import type { DialectTraits } from './source-dialect.ts';

/** What the functions that write a foreign text in the authoring dialect share. */
export interface Writer {
  readonly dialect: SourceDialect;
  readonly traits: DialectTraits;
  readonly source: string;
  readonly inputs: ImportedInput[];
  refused(range: Range, what: string, why: string): void;
  confirm(range: Range, what: string, why: string): void;
  /** As `confirm`, but only the first time for a whole text. */
  confirmOnce(range: Range, what: string, why: string): void;
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A writer that collects into `notes`. */
export function newWriter(dialect: SourceDialect, traits: DialectTraits, source: string, notes: ImportNote[]): Writer {
  const said = new Set<string>();
  const note = (kind: ImportNote['kind'], { start, end }: Range, what: string, why: string): void => {
    notes.push({ kind, start, end, what, why });
  };
  return {
    dialect,
    traits,
    source,
    inputs: [],
    refused: (range, what, why) => note('refused', range, what, why),
    confirm: (range, what, why) => note('confirm', range, what, why),
    confirmOnce(range, what, why) {
      if (said.has(what)) return;
      said.add(what);
      note('confirm', range, what, why);
    },
  };
}
