/** The way into a JSON value: names of members and positions in lists. */
export type JsonStep = string | number;

/**
 * A path as DuckDB reads it: `$.a.b[0]`, `$."a b"`, or else the name of a member. Undefined for what the dialect does
 * not have: wildcards, positions from the end, JSON pointers.
 */
export function readJsonPath(text: string): readonly JsonStep[] | undefined {
  if (text.startsWith('/') || text === '') return undefined;
  if (!text.startsWith('$')) return [text];
  const steps: JsonStep[] = [];
  const step = /\.([A-Za-z_]\w*)|\."([^"\\*]+)"|\[(\d+)\]/y;
  step.lastIndex = 1;
  while (step.lastIndex < text.length) {
    const match = step.exec(text);
    if (!match) return undefined;
    steps.push(match[1] ?? match[2] ?? Number(match[3]));
  }
  return steps.length === 0 ? undefined : steps;
}

/** The path as StarRocks writes it; undefined when a name has a character that it cannot quote. */
export function starrocksJsonPath(steps: readonly JsonStep[]): string | undefined {
  if (steps.some((step) => typeof step === 'string' && !/^[\w -]+$/.test(step))) return undefined;
  const written = steps.map((step) => {
    if (typeof step === 'number') return `[${step}]`;
    return /^\w+$/.test(step) ? `.${step}` : `."${step}"`;
  });
  return `$${written.join('')}`;
}
