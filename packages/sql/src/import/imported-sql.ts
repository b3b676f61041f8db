/** Something that a person must look at, at its place in the foreign text. */
export interface ImportNote {
  /** `refused`: the authoring dialect has no form for it; `confirm`: it may mean something else here. */
  readonly kind: 'refused' | 'confirm';
  readonly start: number;
  readonly end: number;
  readonly what: string;
  readonly why: string;
}

/** A table that the foreign text reads: what `ref` calls it, and how the text wrote it. */
export interface ImportedInput {
  readonly name: string;
  readonly source: string;
}

/** A foreign query in the authoring dialect. Undefined `sql`: the text could not be read at all. */
export interface ImportedSql {
  readonly sql: string | undefined;
  readonly inputs: readonly ImportedInput[];
  readonly notes: readonly ImportNote[];
}
