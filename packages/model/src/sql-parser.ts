/** What a parser says of one text. Offsets are UTF-16 units into the text that was given. */
export type ParsedSql =
  /** `json` is DuckDB's serialised statement list, unread: `@akili/sql` turns it into its own tree. */
  | { readonly ok: true; readonly json: string }
  | { readonly ok: false; readonly message: string; readonly offset: number | undefined };

/** Parses many texts in one call. Lives outside the pure phases: the caller awaits it between collect and compile. */
export interface SqlParser {
  /** One answer a text, in the same order. Never rejects because of a text; rejects when the parser itself is broken. */
  parse(texts: readonly string[]): Promise<readonly ParsedSql[]>;
}
