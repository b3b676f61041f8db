import { readType } from '@akili/model';
import type { ExprType } from '../analyse/expr-type.ts';
import type { Form } from './entry.ts';

export interface Param {
  /** `varchar`, `int`, `T`, ... */
  readonly what: string;
  /** `~`: other types that convert are converted. */
  readonly converts: boolean;
  /** `=`: only a literal will do. */
  readonly literal: boolean;
  readonly optional: boolean;
  readonly repeats: boolean;
}

export interface Signature {
  readonly params: readonly Param[];
  readonly result: string;
  /** The result where it is a plain type. */
  readonly type: ExprType | undefined;
}

const read = new WeakMap<Form, Signature>();

/** A form's signature, read once. Throws on a signature that cannot be read: that is our own bug. */
export function signatureOf(form: Form): Signature {
  const known = read.get(form);
  if (known !== undefined) return known;
  const [left = '', result = ''] = form.takes.split('->').map((part) => part.trim());
  const params = left === '' ? [] : left.split(/,\s*(?![^(]*\))/).map(readParam);
  const type = result === 'hugeint' || result === 'interval' ? { kind: result as 'hugeint' } : readType(result);
  if (type === undefined && !/^(T|@|element|array\(T\)|\$\d)$/.test(result)) {
    throw new Error(`signature without a result: ${form.takes}`);
  }
  const signature = { params, result, type };
  read.set(form, signature);
  return signature;
}

function readParam(text: string): Param {
  const match = /^([=~]*)([\w()]+)(\?|\.\.\.)?$/.exec(text.trim());
  if (!match) throw new Error(`parameter cannot be read: ${text}`);
  const [, marks = '', what = '', suffix = ''] = match;
  return {
    what,
    converts: marks.includes('~'),
    literal: marks.includes('='),
    optional: suffix === '?',
    repeats: suffix === '...',
  };
}
