import type { ExitCode } from '@akili/diagnostics';
import type { Action } from '../action.ts';
import { collectParts } from './collect-parts.ts';
import { makePart } from './make-part.ts';

/** Plans one part of a matrix; with `collect`, reads what all parts left and keeps the comment. */
export async function plan(action: Action): Promise<ExitCode> {
  return action.input('collect') === '' ? await makePart(action) : await collectParts(action);
}
