import { dependencyCycle, type Finding, type RelatedPlace } from '@akili/diagnostics';
import { findCycles } from '../graph/find-cycles.ts';
import { subjectOf, type Rule } from '../rule.ts';

/** No product waits for itself by way of others. Each circle is told at an input of its own. */
export const dependencyCycleRule: Rule = {
  name: 'dependency-cycle',
  tenant(index) {
    return findCycles(index).map(({ steps }): Finding => {
      const [first, ...others] = steps as [(typeof steps)[number], ...typeof steps];
      const path = [...steps.map((step) => step.product.name), first.product.name];
      const related = others.map((step): RelatedPlace => ({
        place: step.reads.place,
        message: `\`${step.product.name}\` reads \`${step.reads.product.name}\` here`,
      }));
      return dependencyCycle.at(first.reads.place, { path }, subjectOf(first.product), related);
    });
  },
};
