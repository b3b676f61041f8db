import type { Expression } from '../expression/expression.ts';
import { readOrderItems, type OrderItem } from '../expression/order-item.ts';
import { readExpression } from '../expression/read-expression.ts';
import type { Cursor } from '../syntax/cursor.ts';
import {
  readIdentifier,
  readIdentifierOrString,
  readInteger,
  readName,
  readString,
  readUser,
  type Name,
  type UserIdentity,
} from '../syntax/names.ts';
import { showForms, type ShowForm } from './show-forms.ts';

export interface Show {
  readonly kind: 'show';
  /** The words after SHOW, in upper case: `DATABASES`, `CREATE TABLE`, `RESOURCE GROUPS ALL`. */
  readonly what: string;
  readonly name?: Name;
  readonly from?: Name;
  readonly like?: string;
  readonly where?: Expression;
  readonly orderBy?: readonly OrderItem[];
  readonly limit?: number;
  readonly user?: UserIdentity;
  readonly role?: string;
}

/** Reads SHOW: the words that choose a form, then the parts that the form has. Source: the pages named with the forms. */
export function readShow(cursor: Cursor): Show {
  cursor.expect('SHOW');
  const form = showForms.find((one) => cursor.accept(...one.words)) ?? cursor.fail();
  return {
    kind: 'show',
    what: form.words.join(' '),
    ...(form.has.includes('name') && { name: readName(cursor) }),
    ...readParts(cursor, form),
  };
}

type Parts = Omit<Show, 'kind' | 'what' | 'name'>;

function readParts(cursor: Cursor, { has }: ShowForm): Parts {
  const from = has.includes('from') ? readFrom(cursor) : undefined;
  const owner = has.includes('for') && cursor.accept('FOR') ? readOwner(cursor) : {};
  const like = has.includes('like') && cursor.accept('LIKE') ? readString(cursor) : undefined;
  const where =
    like === undefined && has.includes('where') && cursor.accept('WHERE') ? readExpression(cursor) : undefined;
  const orderBy = has.includes('order') && cursor.accept('ORDER', 'BY') ? readOrderItems(cursor) : undefined;
  const limit = has.includes('order') && cursor.accept('LIMIT') ? readInteger(cursor) : undefined;
  return {
    ...(from && { from }),
    ...owner,
    ...(like !== undefined && { like }),
    ...(where && { where }),
    ...(orderBy && { orderBy }),
    ...(limit !== undefined && { limit }),
  };
}

function readFrom(cursor: Cursor): Name | undefined {
  if (!cursor.accept('FROM')) return undefined;
  const name = readName(cursor);
  // `SHOW FULL COLUMNS FROM table FROM database` says the database last.
  return name.length === 1 && cursor.accept('FROM') ? [readIdentifier(cursor), ...name] : name;
}

function readOwner(cursor: Cursor): Pick<Show, 'user' | 'role'> {
  return cursor.accept('ROLE') ? { role: readIdentifierOrString(cursor) } : { user: readUser(cursor) };
}
