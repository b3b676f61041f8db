import type { Token } from '../text/token.ts';

/** The index of the closing token for each opening parenthesis that is closed. */
export function closingParentheses(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  tokens.forEach((token, index) => {
    if (token.upper === '(') open.push(index);
    else if (token.upper === ')') {
      const start = open.pop();
      if (start !== undefined) closing.set(start, index);
    }
  });
  return closing;
}
