import type { BoundExpr } from '../analyse/bound.ts';
import { sameExprType } from '../analyse/cast-expr.ts';
import { describeType, type ExprType } from '../analyse/expr-type.ts';
import { asDecimal, isApproximate, isInteger } from '../analyse/type-rules.ts';
import { attemptPostgres } from './attempt-postgres.ts';
import { operand, type Fragment } from './fragment.ts';
import type { Printer } from './printer.ts';

/** What is cast, where it stands, and from which type. */
export interface CastRequest {
  readonly value: Fragment;
  readonly from: ExprType | undefined;
  readonly to: ExprType;
  readonly attempt: boolean;
  readonly at: number;
}

/** A cast with the meaning it has in DuckDB. */
export function printCast(request: CastRequest, printer: Printer): Fragment {
  const { value, from, to } = request;
  if (from !== undefined && sameExprType(from, to) && from.kind !== 'decimal') return value;
  const written = bySpecialRule(request, printer);
  if (written === 'refused') return { text: 'NULL', atomic: true };
  if (written !== undefined) return { text: written, atomic: written.startsWith('CAST(') };
  const word = request.attempt && printer.target === 'duckdb' ? 'TRY_CAST' : 'CAST';
  return { text: `${word}(${value.text} AS ${printer.typeName(to)})`, atomic: true };
}

function bySpecialRule(request: CastRequest, printer: Printer): string | 'refused' | undefined {
  if (printer.target === 'duckdb' || request.from === undefined) return undefined;
  if (request.from.kind === 'varchar') return fromText(request, printer);
  if (request.to.kind === 'varchar') return toText(request, printer);
  return printer.target === 'postgres' ? betweenPostgres(request, printer) : betweenStarRocks(request, printer);
}

function refuse(request: CastRequest, printer: Printer, instead?: string): 'refused' {
  const what = `A cast from ${describeType(request.from)} to ${describeType(request.to)}`;
  printer.refuse(request.at, what, instead);
  return 'refused';
}

function fromText(request: CastRequest, printer: Printer): string | 'refused' | undefined {
  const { to, attempt } = request;
  if (printer.target === 'starrocks') return to.kind === 'blob' ? refuse(request, printer) : undefined;
  if (to.kind === 'blob') return refuse(request, printer);
  if (!attempt) return undefined;
  const tried = attemptPostgres(request.value, to, printer);
  return tried ?? refuse(request, printer, 'TRY_CAST to numbers, BOOLEAN, DATE and TIMESTAMP has a form there.');
}

function toText(request: CastRequest, printer: Printer): string | 'refused' | undefined {
  const { value, from, to } = request;
  const kind = from?.kind;
  if (from === undefined || kind === undefined) return undefined;
  if (isApproximate(from)) return refuse(request, printer, 'Cast it to DECIMAL first.');
  if (kind === 'json' || kind === 'blob' || kind === 'array') return refuse(request, printer);
  if (kind === 'decimal') return printer.cast(printer.cast(value.text, from), to);
  if (printer.target === 'postgres') return undefined;
  if (kind === 'boolean') return `CASE WHEN ${operand(value)} THEN 'true' WHEN NOT ${operand(value)} THEN 'false' END`;
  return kind === 'timestamp' ? refuse(request, printer, 'Use STRFTIME.') : undefined;
}

function betweenPostgres(request: CastRequest, printer: Printer): string | 'refused' | undefined {
  const { value, from, to } = request;
  if (from === undefined) return undefined;
  if (from.kind === 'json') return refuse(request, printer, "Take it out with ->> 'name' first.");
  if (from.kind === 'boolean' && to.kind !== 'integer' && asDecimal(to) !== undefined) {
    return printer.cast(printer.cast(value.text, { kind: 'integer' }), to);
  }
  if (to.kind === 'boolean') return `${operand(value)} <> 0`;
  if (isApproximate(from) && to.kind === 'decimal') {
    if (to.precision > 18) return refuse(request, printer, 'Cast it to a DECIMAL of at most 18 digits.');
    // DuckDB scales, nudges by 1e-9 and rounds half to even; PostgreSQL would round the shortest decimal text.
    const scaled = `${operand(value)} * ${printer.cast(`1${'0'.repeat(to.scale)}`, { kind: 'double' })}`;
    const whole = printer.cast(`ROUND(${scaled} + 1e-9 * SIGN(${value.text}))`, { kind: 'bigint' });
    return printer.cast(`CAST(${whole} AS numeric) / 1${'0'.repeat(to.scale)}`, to);
  }
  return undefined;
}

function betweenStarRocks(request: CastRequest, printer: Printer): string | 'refused' | undefined {
  const { value, from, to } = request;
  if (from === undefined) return undefined;
  if (from.kind === 'json') return refuse(request, printer, "Take it out with ->> 'name' first.");
  if (from.kind === 'decimal' && isInteger(to)) return printer.cast(`ROUND(${value.text})`, to);
  if (isApproximate(from) && (isInteger(to) || to.kind === 'decimal')) {
    return refuse(request, printer, 'Use ROUND, and keep it a DOUBLE.');
  }
  return to.kind === 'boolean' ? `${operand(value)} <> 0` : undefined;
}

/** The request of a bound cast. */
export function castRequest(expr: Extract<BoundExpr, { k: 'cast' }>, value: Fragment): CastRequest {
  const { arg, to, attempt, at } = expr;
  return { value, from: arg.type, to, attempt, at };
}
