import { invalidInputSchedule, invalidSchedule, type Finding } from '@akili/diagnostics';
import { within } from '../places.ts';
import { subjectOf, type Rule } from '../rule.ts';
import { scheduleProblem } from '../schedule/schedule-period.ts';

/** The schedules of a product and of its inputs are cron expressions that come round. */
export const schedulesRule: Rule = {
  name: 'schedules',
  product(product) {
    const findings: Finding[] = [];
    for (const input of product.inputs) {
      if (input.kind !== 'source' || input.schedule === undefined) continue;
      const reason = scheduleProblem(input.schedule);
      if (reason === undefined) continue;
      const params = { schedule: input.schedule, reason };
      findings.push(invalidInputSchedule.at(within(input.place, 'schedule'), params, subjectOf(product)));
    }
    const compute = product.compute;
    const reason = compute?.schedule === undefined ? undefined : scheduleProblem(compute.schedule);
    if (compute?.schedule !== undefined && reason !== undefined) {
      const place = { file: compute.file, path: ['compute', 'schedule'] };
      findings.push(invalidSchedule.at(place, { schedule: compute.schedule, reason }, subjectOf(product)));
    }
    return findings;
  },
};
