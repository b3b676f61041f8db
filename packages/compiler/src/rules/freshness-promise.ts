import { freshnessCannotHold, type Finding, type Place } from '@akili/diagnostics';
import { freshnessOf, grainOf } from '@akili/sql';
import type { AnalysedCheck, AnalysedProduct } from '../analysed-product.ts';
import { within } from '../places.ts';
import { subjectOf, type Rule } from '../rule.ts';
import { durationWords } from '../schedule/duration-words.ts';
import { schedulePeriod } from '../schedule/schedule-period.ts';

const hour = 3_600;
const day = 24 * hour;

/** Seconds of a unit at its longest. */
const unitSeconds: { readonly [unit: string]: number } = {
  millisecond: 0.001,
  second: 1,
  minute: 60,
  hour,
  day,
  week: 7 * day,
  month: 31 * day,
  quarter: 92 * day,
  year: 366 * day,
};

/** A promise of freshness leaves room for the time between runs and for what truncation takes away. */
export const freshnessPromiseRule: Rule = {
  name: 'freshness-promise',
  analysed(analysed) {
    return analysed.checks.flatMap((check) => checkFreshness(analysed, check));
  },
};

function checkFreshness(analysed: AnalysedProduct, { check, query }: AnalysedCheck): readonly Finding[] {
  const freshness = freshnessOf(query);
  const unit = freshness && unitSeconds[freshness.unit];
  const wait = freshness && longestWait(analysed, freshness.column);
  if (freshness === undefined || unit === undefined || wait === undefined) return [];
  const grain = grainOf(analysed.query, freshness.column);
  const lost = grain === undefined ? 0 : (unitSeconds[grain] ?? 0);
  if (wait.seconds + lost < Number(check.threshold) * unit) return [];
  const params = {
    check: check.name,
    threshold: durationWords(Number(check.threshold) * unit),
    what: wait.what,
    period: durationWords(wait.seconds),
    grain: lost === 0 ? undefined : grain,
  };
  const related = [{ place: wait.place, message: 'the schedule' }];
  return [freshnessCannotHold.at(within(check.place, 'threshold'), params, subjectOf(analysed.product), related)];
}

interface Wait {
  /** What is apart: `runs`, or the loads of an input. */
  readonly what: string;
  readonly seconds: number;
  readonly place: Place;
}

/** What keeps the column waiting longest: the product's own runs, or the loads of an input that it is made from. */
function longestWait({ product, query, inputs }: AnalysedProduct, column: string): Wait | undefined {
  const made = new Set(query.lineage.columns[column]?.map((source) => source.input) ?? []);
  const loads = [...inputs.values()].flatMap((input) =>
    input.kind === 'source' && made.has(input.name)
      ? [
          {
            what: `loads of \`${input.name}\``,
            schedule: input.input.schedule,
            place: within(input.input.place, 'schedule'),
          },
        ]
      : [],
  );
  const runs = product.compute && {
    what: 'runs',
    schedule: product.compute.schedule,
    place: { file: product.compute.file, path: ['compute', 'schedule'] },
  };
  return [...(runs ? [runs] : []), ...loads]
    .flatMap(({ what, schedule, place }) => {
      const seconds = schedule === undefined ? undefined : schedulePeriod(schedule);
      return seconds === undefined ? [] : [{ what, seconds, place }];
    })
    .reduce<Wait | undefined>(
      (longest, one) => (longest === undefined || one.seconds > longest.seconds ? one : longest),
      undefined,
    );
}
