import type { Risk } from '@akili/resource';

type Configs = { readonly [name: string]: string };

/** Where less means that events go sooner. -1 is no limit. */
const limits: ReadonlySet<string> = new Set([
  'retention.ms',
  'retention.bytes',
  'delete.retention.ms',
  'local.retention.ms',
  'local.retention.bytes',
]);

/**
 * What it takes to get from the overrides that are there to the declared ones, and what that costs. Overrides that
 * nobody declared stay, since people tune topics by hand. Undefined where each declared one is there.
 */
export function judgeConfigs(
  before: Configs,
  declared: Configs,
): { readonly configs: Configs; readonly reason: string; readonly risk: Risk } | undefined {
  const changed = Object.keys(declared)
    .filter((name) => before[name] !== declared[name])
    .sort();
  if (changed.length === 0) return undefined;
  const reason = changed.map((name) => `${name} ${before[name] ?? '(not set)'} -> ${declared[name]}`).join(', ');
  const loses = changed.some((name) => losesEvents(name, before[name], declared[name] as string));
  const configs = Object.fromEntries(changed.map((name) => [name, declared[name] as string]));
  return { configs, reason, risk: loses ? 'destructive' : 'safe' };
}

function losesEvents(name: string, before: string | undefined, after: string): boolean {
  // Compacting drops all but the last event of a key, deleting drops old ones: either way some go.
  if (name === 'cleanup.policy') return before !== undefined || after !== 'delete';
  if (!limits.has(name)) return false;
  if (after === '-1') return false;
  // What holds without an override is the broker's: it may be more.
  if (before === undefined || before === '-1') return true;
  return BigInt(after) < BigInt(before);
}
