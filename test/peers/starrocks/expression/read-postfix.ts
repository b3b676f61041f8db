import type { Cursor } from '../syntax/cursor.ts';
import { readIdentifier, readString } from '../syntax/names.ts';
import type { Expression } from './expression.ts';
import { readArithmetic } from './read-arithmetic.ts';
import { readPrimary } from './read-primary.ts';

/**
 * Reads a value and what follows it: `[index]`, `.field` and the JSON arrow, whose path is a string. There is no array
 * slice, no `->>` and no `::`.
 * Source: docs `data-types/semi_structured/Array.md`, `STRUCT.md`, `json-functions/.../arrow-function.md`.
 */
export function readPostfix(cursor: Cursor): Expression {
  let operand: Expression = readPrimary(cursor);
  if (operand.kind === 'tuple') return operand;
  for (;;) {
    const at: number = operand.at;
    if (cursor.accept('[')) {
      const index = cursor.nested(() => readArithmetic(cursor));
      cursor.expect(']');
      operand = { kind: 'element', at, operand, index };
    } else if (mayHaveFields(operand) && cursor.accept('.')) {
      operand = { kind: 'field', at, operand, name: readIdentifier(cursor) };
    } else if (cursor.accept('->')) {
      operand = { kind: 'arrow', at, operand, path: readString(cursor) };
    } else {
      return operand;
    }
  }
}

/** A column's own dots are part of its name; a literal has no fields. */
function mayHaveFields(operand: Expression): boolean {
  return operand.kind !== 'column' && operand.kind !== 'literal';
}
