const bars = '▁▂▃▄▅▆▇█';

/** Numbers as a line of bars, the smallest lowest; a gap where there is none. Empty for fewer than two numbers. */
export function sparkline(values: readonly (number | undefined)[]): string {
  const known = values.filter((value) => value !== undefined && Number.isFinite(value)) as number[];
  if (known.length < 2) return '';
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return values
    .map((value) => {
      if (value === undefined || !Number.isFinite(value)) return ' ';
      const share = most === least ? 0 : (value - least) / (most - least);
      return bars[Math.round(share * (bars.length - 1))];
    })
    .join('');
}
