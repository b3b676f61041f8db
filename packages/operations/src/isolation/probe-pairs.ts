/** How many of the others each tenant tries beside those whose slugs begin alike. */
export const sampledOthers = 3;

/**
 * Whom each tenant tries to reach. Of the whole: every other. Else a sample, the next ones in the order of slugs, so
 * that each is also tried by as many, and all whose slug begins this one or is begun by it: names are prefixes on most
 * engines, and there a wall that forgot its separator lets through. Grows with the number of tenants, not with its
 * square.
 */
export function probePairs(slugs: readonly string[], all: boolean): ReadonlyMap<string, readonly string[]> {
  const sorted = [...new Set(slugs)].sort();
  if (all) return new Map(sorted.map((slug) => [slug, sorted.filter((other) => other !== slug)]));
  const known = new Set(sorted);
  const pairs = new Map(sorted.map((slug) => [slug, new Set<string>()]));
  sorted.forEach((slug, index) => {
    const own = pairs.get(slug);
    for (let step = 1; step <= Math.min(sampledOthers, sorted.length - 1); step += 1)
      own?.add(sorted[(index + step) % sorted.length] as string);
    for (let length = 1; length < slug.length; length += 1) {
      const shorter = slug.slice(0, length);
      if (!known.has(shorter)) continue;
      own?.add(shorter);
      pairs.get(shorter)?.add(slug);
    }
  });
  return new Map([...pairs].map(([slug, others]) => [slug, [...others].sort()]));
}
