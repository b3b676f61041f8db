import type { Call } from './expression/expression.ts';
import { checkCall } from './functions/check-call.ts';
import type { Statement } from './statement/statement.ts';
import type { Version } from './version.ts';
import { analyzingError, type Refusal } from './text/refusal.ts';
import { walk } from './walk.ts';

export interface CheckOptions {
  /** The text that the statement was read from: messages name lines and columns. */
  readonly text: string;
  readonly version: Version;
}

/**
 * What the server's analyzer would refuse about the functions of a statement: unknown names, wrong numbers of arguments, OVER
 * where it may not stand or is missing. By offset. Types of arguments are not checked.
 */
export function check(statement: Statement, { text, version }: CheckOptions): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const note = (call: Call, place: 'value' | 'relation'): void => {
    const detail = checkCall(call, place, version);
    if (detail !== undefined) refusals.push(analyzingError(text, call.at, call.last, detail));
  };
  const ofRelations = new Set<Call>();
  walk(statement, (node) => {
    if (node.kind === 'tableFunction') ofRelations.add(node.call);
    if (node.kind === 'call') note(node, ofRelations.has(node) ? 'relation' : 'value');
    return false;
  });
  return refusals.toSorted((a, b) => a.offset - b.offset);
}
