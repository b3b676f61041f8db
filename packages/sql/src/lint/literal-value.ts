import type { BoundExpr } from '../analyse/bound.ts';

/** A literal's value where two of its kind can be compared here exactly; times as texts that sort. */
export type LiteralValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text' | 'time' | 'boolean'; readonly value: string };

const time = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?)?$/;

/** The value of a literal, also behind a minus or a cast; undefined for everything else. */
export function literalValue(expr: BoundExpr): LiteralValue | undefined {
  switch (expr.k) {
    case 'literal':
      return ofLiteral(expr);
    case 'cast': {
      const inner = literalValue(expr.arg);
      return inner && converted(inner, expr.to.kind);
    }
    case 'call': {
      const [only] = expr.args;
      if (expr.fn.name !== '-' || expr.args.length !== 1 || only === undefined) return undefined;
      const inner = literalValue(only);
      return inner?.kind === 'number' ? { kind: 'number', value: -inner.value } : undefined;
    }
    default:
      return undefined;
  }
}

function ofLiteral({ kind, value }: Extract<BoundExpr, { k: 'literal' }>): LiteralValue | undefined {
  if (kind === 'null') return { kind: 'null' };
  if (kind === 'boolean') return { kind: 'boolean', value: value.toLowerCase() };
  if (kind === 'varchar') return { kind: 'text', value };
  // Beyond 15 digits a double no longer tells neighbours apart.
  return value.replace(/\D/g, '').length > 15 ? undefined : { kind: 'number', value: Number(value) };
}

function converted(inner: LiteralValue, to: string): LiteralValue | undefined {
  if (inner.kind === 'null') return inner;
  if (inner.kind === 'number' && /^(float|double|decimal|integer|bigint|hugeint)$/.test(to)) {
    // A cast to fewer digits rounds: only what stays the same for sure is a value.
    return Number.isInteger(inner.value) || to === 'double' ? inner : undefined;
  }
  if (inner.kind === 'text' && (to === 'date' || to === 'timestamp')) {
    const [, day, clock = '00:00', seconds = '00', fraction = ''] = time.exec(inner.value) ?? [];
    if (day === undefined) return undefined;
    const rest = to === 'date' ? '00:00:00.000000' : `${clock}:${seconds}.${fraction.padEnd(6, '0')}`;
    return { kind: 'time', value: `${day} ${rest}` };
  }
  return inner.kind === 'text' && to === 'varchar' ? inner : undefined;
}

/** -1, 0 or 1; undefined where the two cannot be compared here. */
export function compareLiterals(a: LiteralValue, b: LiteralValue): number | undefined {
  if (a.kind === 'null' || b.kind === 'null' || a.kind !== b.kind) return undefined;
  if (a.value === b.value) return 0;
  // Engines order texts by bytes, which agrees with UTF-16 for ASCII.
  if (a.kind === 'text' && !/^[\x20-\x7e]*$/.test(`${a.value}${b.value as string}`)) return undefined;
  return a.value < b.value ? -1 : 1;
}
