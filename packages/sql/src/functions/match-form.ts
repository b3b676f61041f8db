import { cast } from '../analyse/cast-expr.ts';
import type { BoundExpr } from '../analyse/bound.ts';
import type { ExprType } from '../analyse/expr-type.ts';
import { asDecimal, commonType, isApproximate, isCanonical, isInteger, isNumeric } from '../analyse/type-rules.ts';
import type { Form, FunctionEntry } from './entry.ts';
import { signatureOf, type Param, type Signature } from './signature.ts';

export interface Match {
  readonly form: Form;
  /** The arguments with the conversions that the form asks for. */
  readonly args: readonly BoundExpr[];
  readonly type: ExprType | undefined;
}

/** The first form that takes the arguments; undefined when none does. Arguments of unknown type fit everywhere. */
export function matchForm(entry: FunctionEntry, args: readonly BoundExpr[]): Match | undefined {
  for (const form of entry.forms) {
    const signature = signatureOf(form);
    const taken = take(signature, args);
    if (taken === undefined) continue;
    const type = resultOf(form, signature, taken);
    if (type === 'none') continue;
    return { form, args: taken, type };
  }
  return undefined;
}

function take(signature: Signature, args: readonly BoundExpr[]): BoundExpr[] | undefined {
  const { params } = signature;
  const last = params.at(-1);
  if (args.length > params.length && last?.repeats !== true) return undefined;
  if (params.some((param, i) => i >= args.length && !param.optional && !param.repeats)) return undefined;
  const taken: BoundExpr[] = [];
  for (const [i, arg] of args.entries()) {
    const param = (params[i] ?? last) as Param;
    const fitting = param.what === 'first' ? likeFirst(arg, taken[0]) : fit(param, arg);
    if (fitting === undefined) return undefined;
    taken.push(fitting);
  }
  if (!params.some((param) => param.what === 'T')) return taken;
  const shared = taken.filter((_, i) => (params[i] ?? last)?.what === 'T');
  const common = commonOf(shared);
  if (common === undefined) return undefined;
  if (common === 'unknown') return taken;
  // Of what is only compared with the first argument, nothing is given back.
  const compared = signature.result === '$1';
  return taken.map((arg, i) =>
    (params[i] ?? last)?.what === 'T' ? cast(arg, common, { implicit: true, compared }) : arg,
  );
}

/** An argument in the type of the first, where the two have a common type at all. */
function likeFirst(arg: BoundExpr, first: BoundExpr | undefined): BoundExpr | undefined {
  if (first?.type === undefined || arg.type === undefined) return arg;
  if (!isTextLiteral(arg) && commonType(first.type, arg.type) === undefined) return undefined;
  // DuckDB casts it, also where the first argument's type is the smaller one.
  return arg.type.kind === 'null' || first.type.kind === 'null' ? arg : cast(arg, first.type);
}

/** The common type of several expressions; literals of text take the type of the others. */
export function commonOf(args: readonly BoundExpr[]): ExprType | 'unknown' | undefined {
  let common: ExprType = { kind: 'null' };
  for (const arg of args) {
    if (arg.type === undefined) return 'unknown';
    if (isTextLiteral(arg)) continue;
    const next = commonType(common, arg.type);
    if (next === undefined) return undefined;
    common = next;
  }
  return common.kind === 'null' && args.some(isTextLiteral) ? { kind: 'varchar' } : common;
}

function isTextLiteral(expr: BoundExpr): boolean {
  return expr.k === 'literal' && expr.kind === 'varchar';
}

function fit(param: Param, arg: BoundExpr): BoundExpr | undefined {
  if (param.literal && arg.k !== 'literal') return undefined;
  // EXTRACT(EPOCH FROM ...) alone gives a double.
  if (param.what === 'epoch') return arg.k === 'literal' && arg.value.toLowerCase() === 'epoch' ? arg : undefined;
  const { type } = arg;
  if (type === undefined) {
    const target = param.converts ? conversion(param.what) : undefined;
    return target === undefined ? arg : cast(arg, target, { implicit: true });
  }
  if (type.kind === 'null') return param.literal ? undefined : arg;
  // Where a date would do as well as a timestamp, DuckDB finds a bare text ambiguous.
  if (isTextLiteral(arg) && !param.literal && !param.converts && /^(date|timestamp|uuid|json)$/.test(param.what)) {
    return cast(arg, { kind: param.what as 'date' }, { implicit: true });
  }
  if (accepts(param.what, type)) return arg;
  if (!param.converts) return undefined;
  const target = conversion(param.what);
  return target !== undefined && converts(target, type) ? cast(arg, target, { implicit: true }) : undefined;
}

function accepts(what: string, type: ExprType): boolean {
  switch (what) {
    case 'any':
    case 'T':
      return type.kind !== 'interval';
    case 'int':
      return type.kind === 'integer' || type.kind === 'bigint';
    case 'wholes':
      return isInteger(type);
    case 'exact':
      return asDecimal(type) !== undefined;
    case 'number':
      return isNumeric(type);
    case 'double':
      return type.kind === 'double';
    case 'real':
      return isApproximate(type);
    case 'temporal':
      return type.kind === 'date' || type.kind === 'timestamp';
    case 'ordered':
      return !/^(json|blob|interval|array)$/.test(type.kind);
    default:
      return type.kind === what;
  }
}

function conversion(what: string): ExprType | undefined {
  if (what === 'double' || what === 'float' || what === 'timestamp' || what === 'varchar' || what === 'bigint')
    return { kind: what };
  return undefined;
}

function converts(target: ExprType, from: ExprType): boolean {
  if (target.kind === 'double' || target.kind === 'float') return isNumeric(from);
  if (target.kind === 'bigint') return from.kind === 'integer';
  if (target.kind === 'timestamp') return from.kind === 'date';
  return /^(integer|bigint|hugeint|decimal|boolean|date|timestamp|uuid|float|double)$/.test(from.kind);
}

function resultOf(form: Form, signature: Signature, args: readonly BoundExpr[]): ExprType | undefined | 'none' {
  if (signature.type !== undefined) return signature.type;
  const first = args[0]?.type;
  switch (signature.result) {
    case '@': {
      const type = form.result?.(args);
      return type === undefined && args.every((arg) => arg.type !== undefined) ? 'none' : type;
    }
    case 'T': {
      const params = signature.params;
      const shared = args.filter((_, i) => (params[i] ?? params.at(-1))?.what === 'T');
      const common = commonOf(shared);
      return common === 'unknown' ? undefined : common;
    }
    case 'element':
      return first?.kind === 'array' ? first.of : undefined;
    case 'array(T)': {
      const common = commonOf(args);
      if (common === 'unknown' || common === undefined) return undefined;
      return isCanonical(common) ? { kind: 'array', of: common } : 'none';
    }
    default:
      return args[Number(signature.result.slice(1)) - 1]?.type;
  }
}
