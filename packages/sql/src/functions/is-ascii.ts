import type { BoundExpr } from '../analyse/bound.ts';

/** Functions whose result is ASCII whatever they are given. */
const always = /^(md5|sha256|to_hex|dayname|monthname)$/;
/** Functions whose result has no characters that their arguments do not have. */
const passing =
  /^(lower|upper|trim|ltrim|rtrim|replace|substring|left|right|split_part|lpad|rpad|repeat|reverse|concat|concat_ws|translate|strftime|ifnull|nullif|\|\||greatest|least)$/;

/** True when a text has only characters of ASCII, as far as one can see. */
export function isAscii(expr: BoundExpr): boolean {
  switch (expr.k) {
    case 'literal':
      return ![...expr.value].some((character) => (character.codePointAt(0) ?? 0) > 127);
    case 'call':
      if (always.test(expr.fn.name)) return true;
      return passing.test(expr.fn.name) && expr.args.every((arg) => isAscii(arg));
    case 'cast':
      return isAscii(expr.arg);
    case 'coalesce':
      return expr.args.every(isAscii);
    case 'case':
      return [...expr.whens.map(({ then }) => then), ...(expr.otherwise ? [expr.otherwise] : [])].every(isAscii);
    default:
      // Numbers, dates and truths are written in ASCII.
      return expr.type !== undefined && !/^(varchar|json|null|array|blob)$/.test(expr.type.kind);
  }
}
