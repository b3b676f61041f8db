import { positionOf } from './position.ts';

/** Why the server would refuse a statement: its error number, its words, and the offset (UTF-16) that they point at. */
export interface Refusal {
  readonly code: 1064;
  readonly message: string;
  readonly offset: number;
}

/** Most alternatives that a message lists; the server shortens its list as well, to other ones. */
const listed = 8;

/** How a message names any identifier. Where one may stand, the documented message lists nothing else. */
export const legalIdentifier = 'a legal identifier';

/**
 * A token that no form allows.
 * Source of the wording: docs `sql-reference/sql-statements/keywords.md` (its example for `CREATE DATABASE LIKE`).
 */
export function unexpectedInput(text: string, offset: number, found: string, expected: readonly string[]): Refusal {
  const nearest = expected.includes(legalIdentifier) ? [legalIdentifier] : expected;
  const similar = [...new Set(nearest)].slice(0, listed).map((word) => (/^[A-Z_]|^\W/.test(word) ? `'${word}'` : word));
  return {
    code: 1064,
    message:
      `Getting syntax error at ${positionOf(text, offset)}. ` +
      `Detail message: Unexpected input '${found}', the most similar input is {${similar.join(', ')}}.`,
    offset,
  };
}

/** A form that reads but that the server's parser refuses with a sentence of its own. */
export function syntaxError(text: string, offset: number, detail: string): Refusal {
  return {
    code: 1064,
    message: `Getting syntax error at ${positionOf(text, offset)}. Detail message: ${detail}.`,
    offset,
  };
}

/**
 * A statement that reads but that the server's analyzer refuses; `last` is the offset of the last token concerned.
 * Source of the wording: docs `sql-functions/date-time-functions/date_trunc.md` (its example for an error).
 */
export function analyzingError(text: string, offset: number, last: number, detail: string): Refusal {
  const start = positionOf(text, offset);
  const place = last > offset ? `from ${start} to ${positionOf(text, last)}` : `at ${start}`;
  return { code: 1064, message: `Getting analyzing error ${place}. Detail message: ${detail}.`, offset };
}
