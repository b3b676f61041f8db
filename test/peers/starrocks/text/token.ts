export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'symbol' | 'hint' | 'end';

/** One token; offsets are UTF-16 and half-open. */
export interface Token {
  readonly kind: TokenKind;
  /** As written. */
  readonly text: string;
  /** Words and symbols in upper case, to compare with; empty for every other kind. */
  readonly upper: string;
  /** What a string, a quoted identifier or a hint holds; the text itself for every other kind. */
  readonly value: string;
  readonly at: number;
  readonly end: number;
}
