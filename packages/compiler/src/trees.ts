import type { ParsedSql } from '@akili/model';

/** What the parser said of every text of `Collected.texts`, by text. */
export type Trees = ReadonlyMap<string, ParsedSql>;

/** Pairs texts with the parser's answers, which come in the same order. */
export function treesOf(texts: readonly string[], parsed: readonly ParsedSql[]): Trees {
  const trees = new Map<string, ParsedSql>();
  texts.forEach((text, index) => {
    const answer = parsed[index];
    if (answer === undefined) throw new Error(`the parser answered ${parsed.length} of ${texts.length} texts`);
    trees.set(text, answer);
  });
  return trees;
}
