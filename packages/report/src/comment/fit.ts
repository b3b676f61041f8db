import { sizeOf } from './size.ts';

/**
 * A part of a text in several levels of detail, shortest first. Each is whole in itself (its fences, `<details>` and
 * tables are closed and it ends with a line break), so any choice of levels is valid Markdown.
 */
export interface Part {
  readonly levels: readonly string[];
}

export interface Fitted {
  readonly text: string;
  /** True when every part stands there at its last level. */
  readonly whole: boolean;
}

/**
 * The most detail that fits: every part at its first level, then level by level, in order, each part that still can
 * take more. Nothing is ever cut inside a level. Where not even the first levels fit, parts are left out from the end.
 */
export function fit(parts: readonly Part[], limit: number): Fitted {
  const sizes = parts.map(({ levels }) => levels.map(sizeOf));
  const chosen: (number | undefined)[] = parts.map(({ levels }) => (levels.length === 0 ? undefined : 0));
  let total = sum(chosen.map((level, i) => (level === undefined ? 0 : (sizes[i]?.[level] ?? 0))));
  for (let i = parts.length - 1; i >= 0 && total > limit; i--) {
    total -= sizes[i]?.[0] ?? 0;
    chosen[i] = undefined;
  }
  const most = Math.max(0, ...parts.map(({ levels }) => levels.length));
  for (let level = 1; level < most; level++) {
    for (const [i, { levels }] of parts.entries()) {
      const now = chosen[i];
      if (now === undefined || level >= levels.length) continue;
      const more = (sizes[i]?.[level] ?? 0) - (sizes[i]?.[now] ?? 0);
      if (total + more > limit) continue;
      total += more;
      chosen[i] = level;
    }
  }
  return {
    text: parts.map(({ levels }, i) => levels[chosen[i] ?? -1] ?? '').join(''),
    whole: parts.every(({ levels }, i) => levels.length === 0 || chosen[i] === levels.length - 1),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
