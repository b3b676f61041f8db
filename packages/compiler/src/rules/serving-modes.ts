import {
  duplicateMode,
  engineDoesNotFit,
  materializedNotAnalytics,
  severalSortKeys,
  type Finding,
} from '@akili/diagnostics';
import { within } from '../places.ts';
import { subjectOf, type Rule } from '../rule.ts';

const engineOf = { analytics: 'starrocks', lookup: 'postgresql' } as const;

/** Each intent is served once, by the engine that fits it, only analytics is materialized, and rows are sorted in one way. */
export const servingModesRule: Rule = {
  name: 'serving-modes',
  product(product) {
    const seen = new Set<string>();
    const subject = subjectOf(product);
    return product.serving.flatMap((mode): readonly Finding[] => {
      const findings: Finding[] = [];
      const { intent, engine, place } = mode;
      if (seen.has(intent)) findings.push(duplicateMode.at(within(place, 'intent'), { intent }, subject));
      seen.add(intent);
      if (engine !== engineOf[intent]) {
        const params = { engine, intent, fitting: engineOf[intent] };
        findings.push(engineDoesNotFit.at(within(place, 'config', 'engine'), params, subject));
      }
      if (mode.materialized && intent !== 'analytics') {
        findings.push(materializedNotAnalytics.at(within(place, 'config', 'materialized'), { intent }, subject));
      }
      const [first, ...others] = mode.indexes.filter((index) => index.type === 'sort_key');
      for (const other of others) {
        const related = first ? [{ place: within(first.place, 'type'), message: 'the sort key' }] : [];
        findings.push(severalSortKeys.at(within(other.place, 'type'), {}, subject, related));
      }
      return findings;
    });
  },
};
