import { readType } from '@akili/model';
import type { BoundExpr, BoundRelation } from '../analyse/bound.ts';
import type { ExprType } from '../analyse/expr-type.ts';
import type { LiteralKind } from '../tree/sql-tree.ts';
import type { Form } from './entry.ts';
import { signatureOf, type Param } from './signature.ts';

/** Literals that functions understand, by function and position; any other literal is a plain one of its kind. */
const literals: { readonly [name: string]: readonly string[] } = {
  date_trunc: ['month'],
  datediff: ['day'],
  date_part: ['year'],
  strftime: ['', '%Y-%m-%d'],
  strptime: ['', '%Y-%m-%d'],
  regexp_matches: ['', 'a+'],
  regexp_full_match: ['', 'a+'],
  regexp_replace: ['', 'a+', 'x', 'g'],
  regexp_extract: ['', 'a(b+)', '1'],
  concat_ws: ['-'],
  chr: ['65'],
  translate: ['', 'ab', 'xy'],
  '->': ['', '$.a.b'],
  '->>': ['', '$.a.b'],
};

/** How arguments of a documented call are chosen. */
export type Sample = 'columns' | 'literals';

/**
 * Arguments for one form of a function, as the reference page shows them: columns `a`, `b`, `c`, and literals where
 * the form demands one; with `literals` also behind the first argument wherever there is a literal of the kind.
 */
export function sampleArguments(name: string, form: Form, sample: Sample): readonly BoundExpr[] {
  const { params: declared } = signatureOf(form);
  const params = declared.flatMap((param) => (param.repeats && declared.length === 1 ? [param, param] : [param]));
  return params.map((param, i) => {
    if (param.what === 'epoch') return literal('varchar', 'epoch');
    if (param.what === 'interval') return interval;
    const type = typeOf(param, sample);
    const kind = literalKinds[type.kind];
    const wanted = param.literal || (sample === 'literals' && i > 0);
    if (!wanted || kind === undefined) return column('abcdef'[i] ?? 'x', type);
    const given = literals[name]?.[i];
    // A path into JSON is a text or a position.
    const fits = kind !== 'integer' || /^\d+$/.test(given ?? '');
    return literal(kind, given === undefined || given === '' || !fits ? plain[kind] : given);
  });
}

const plain = { integer: '2', decimal: '0.5', varchar: 'x' } as const;

const literalKinds: { readonly [kind: string]: keyof typeof plain } = {
  integer: 'integer',
  bigint: 'integer',
  decimal: 'decimal',
  double: 'decimal',
  varchar: 'varchar',
};

const classes: { readonly [what: string]: ExprType } = {
  any: { kind: 'bigint' },
  T: { kind: 'bigint' },
  first: { kind: 'bigint' },
  ordered: { kind: 'bigint' },
  wholes: { kind: 'bigint' },
  int: { kind: 'integer' },
  exact: { kind: 'decimal', precision: 18, scale: 2 },
  decimal: { kind: 'decimal', precision: 18, scale: 2 },
  number: { kind: 'double' },
  real: { kind: 'double' },
  temporal: { kind: 'timestamp' },
  array: { kind: 'array', of: { kind: 'bigint' } },
};

function typeOf({ what }: Param, sample: Sample): ExprType {
  // Some engines compute small decimals exactly and refuse wide ones.
  if (what === 'decimal' && sample === 'literals') return { kind: 'decimal', precision: 10, scale: 2 };
  return classes[what] ?? readType(what) ?? { kind: 'varchar' };
}

const relation: BoundRelation = {
  alias: 'r',
  columns: [],
  open: true,
  outer: false,
  source: { kind: 'values', rows: [] },
};

function column(name: string, type: ExprType): BoundExpr {
  return { k: 'column', at: 0, relation, name, type, nullable: true };
}

function literal(kind: LiteralKind & keyof typeof plain, value: string): BoundExpr {
  const type: ExprType = kind === 'decimal' ? { kind, precision: 2, scale: 1 } : { kind };
  return { k: 'literal', at: 0, kind, value, type, nullable: false };
}

const interval: BoundExpr = {
  k: 'interval',
  at: 0,
  parts: [{ count: literal('integer', '1'), unit: 'hour' }],
  type: { kind: 'interval' },
  nullable: false,
};
