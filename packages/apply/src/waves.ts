import type { Change, Plan } from '@akili/plan';
import { platformSlug } from '@akili/resource';

/**
 * Steps of one rank of one tenant. A wave begins when the waves before it have settled (succeeded or not): so rank
 * orders an apply even where no edge does, and a failure still stops only what depends on it.
 */
export interface Wave {
  readonly before: readonly number[];
}

export interface Waves {
  readonly waves: readonly Wave[];
  /** The wave of each change of the plan, by its index. */
  readonly ofChange: readonly number[];
}

/**
 * Cuts a plan into waves, in its own order: a new one wherever the rank changes or building turns into removing. The
 * platform's waves of building come before every tenant's first, its waves of removing after every tenant's last.
 */
export function wavesOf(plan: Plan, rankOf: (change: Change) => number): Waves {
  const waves: Wave[] = [];
  const ofChange: number[] = [];
  const last = new Map<string, { readonly wave: number; readonly key: string }>();
  for (const change of plan.changes) {
    const { tenant, op } = change;
    const removes = op === 'delete';
    const key = `${removes ? 'remove' : 'build'} ${rankOf(change)}`;
    const current = last.get(tenant);
    if (current?.key !== key) {
      const before = new Set<number>();
      if (current !== undefined) before.add(current.wave);
      if (tenant === platformSlug && removes) for (const { wave } of last.values()) before.add(wave);
      else if (current === undefined) {
        const platform = last.get(platformSlug);
        if (platform !== undefined) before.add(platform.wave);
      }
      waves.push({ before: [...before] });
      last.set(tenant, { wave: waves.length - 1, key });
    }
    ofChange.push(last.get(tenant)?.wave as number);
  }
  return { waves, ofChange };
}
