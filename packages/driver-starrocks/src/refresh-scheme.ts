const units = [
  ['DAY', 86_400],
  ['HOUR', 3600],
  ['MINUTE', 60],
  ['SECOND', 1],
] as const;

/** How often a view is refreshed: by the largest unit that gives whole numbers. Null: by hand only. */
export function refreshScheme(seconds: number | null): string {
  if (seconds === null) return 'MANUAL';
  const [unit, size] = units.find(([, one]) => seconds % one === 0) ?? units[3];
  return `ASYNC EVERY(INTERVAL ${seconds / size} ${unit})`;
}

/** The seconds that the text of a view's definition says; null for a view that is refreshed by hand. */
export function readRefreshInterval(definition: string): number | null {
  const found = /\bEVERY\s*\(\s*INTERVAL\s+(\d+)\s+(DAY|HOUR|MINUTE|SECOND)\s*\)/i.exec(definition);
  if (found === null) return null;
  const [, size] = units.find(([unit]) => unit === found[2]?.toUpperCase()) ?? units[3];
  return Number(found[1]) * size;
}
