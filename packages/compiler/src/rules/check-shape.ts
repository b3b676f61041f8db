import { checkNotNumeric, checkNotScalar, checkReadsNothing, checkRowsUnclear, type Finding } from '@akili/diagnostics';
import { writeType, type CanonicalType } from '@akili/model';
import { constantValue } from '@akili/sql';
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
    const params = { check: check.name, always: alwaysGives(query, check.threshold) };
    findings.push(checkReadsNothing.at(whole, params, subject, related));
  } else if (!query.singleRow) {
    findings.push(checkRowsUnclear.at(whole, { check: check.name }, subject));
  }
  return findings;
}

/** What a check that does not read `this` comes to, as far as it can be told without running it. */
function alwaysGives(query: AnalysedCheck['query'], threshold: string): 'same' | 'fails' | 'an error' | undefined {
  if (!query.constant) return undefined;
  const value = constantValue(query);
  if (value?.kind === 'null') return 'an error';
  return value?.kind === 'number' && value.value > Number(threshold) ? 'fails' : 'same';
}
