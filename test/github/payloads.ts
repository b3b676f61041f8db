import { createRequire } from 'node:module';

interface Examples {
  readonly name: string;
  readonly examples: readonly { readonly [key: string]: unknown }[];
}

const events = createRequire(import.meta.url)('@octokit/webhooks-examples') as {
  readonly default?: readonly Examples[];
} & readonly Examples[];

/** A payload that GitHub delivered, with the parts that the test is about put in their places. */
export function payload(
  name: string,
  changes: object,
  fits: (example: { readonly [key: string]: unknown }) => boolean = () => true,
): unknown {
  const all = (events.default ?? events).find((one) => one.name === name)?.examples ?? [];
  const example = all.find(fits);
  if (example === undefined) throw new Error(`GitHub's examples have no ${name}`);
  return merged(example, changes);
}

function merged(value: unknown, changes: unknown): unknown {
  if (changes === null || typeof changes !== 'object' || Array.isArray(changes)) return changes;
  const before = value !== null && typeof value === 'object' ? (value as { readonly [key: string]: unknown }) : {};
  const over = changes as { readonly [key: string]: unknown };
  return {
    ...before,
    ...Object.fromEntries(Object.entries(over).map(([key, change]) => [key, merged(before[key], change)])),
  };
}
