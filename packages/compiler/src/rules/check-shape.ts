import { checkNotNumeric, checkNotScalar, checkReadsNothing, checkRowsUnclear, type Finding } from '@akili/diagnostics';
import { writeType, type CanonicalType } from '@akili/model';
import type { AnalysedCheck } from '../analysed-product.ts';
import { within } from '../places.ts';
import { subjectOf, type Rule } from '../rule.ts';

const numeric: readonly CanonicalType['kind'][] = ['integer', 'bigint', 'float', 'double', 'decimal'];

/** A check gives one number, made from the product's own rows. */
export const checkShapeRule: Rule = {
  name: 'check-shape',
  analysed({ product, checks }) {
    return checks.flatMap((one) => checkShape(one, subjectOf(product)));
  },
};

function checkShape(
  { check, query, rendered }: AnalysedCheck,
  subject: ReturnType<typeof subjectOf>,
): readonly Finding[] {
  const whole = check.sql.place;
  const [value, ...more] = query.columns;
  if (value === undefined || more.length > 0) {
    return [checkNotScalar.at(whole, { check: check.name, columns: query.columns.length }, subject)];
  }
  const findings: Finding[] = [];
  if (value.type !== undefined && !numeric.includes(value.type.kind)) {
    const place = rendered.placeOf(value.start, value.end);
    findings.push(checkNotNumeric.at(place, { check: check.name, type: writeType(value.type) }, subject));
  }
  if (!query.readsThis) {
    const related = [{ place: within(check.place, 'threshold'), message: 'the threshold it is compared with' }];
    findings.push(checkReadsNothing.at(whole, { check: check.name }, subject, related));
  } else if (!query.singleRow) {
    findings.push(checkRowsUnclear.at(whole, { check: check.name }, subject));
  }
  return findings;
}
