import { aggregates } from './aggregate.ts';
import { arrays } from './array.ts';
import { conditionals } from './conditional.ts';
import { dates } from './date.ts';
import type { FunctionEntry } from './entry.ts';
import { json } from './json.ts';
import { numerics } from './numeric.ts';
import { operators } from './operator.ts';
import { strings } from './string.ts';
import { windows } from './window.ts';

/** Every function of the authoring dialect, by family. */
export const allFunctions: readonly FunctionEntry[] = [
  ...operators,
  ...aggregates,
  ...numerics,
  ...strings,
  ...dates,
  ...conditionals,
  ...json,
  ...arrays,
  ...windows,
];

const byName = new Map<string, FunctionEntry>();
for (const entry of allFunctions) {
  for (const name of [entry.name, ...(entry.aliases ?? [])]) {
    if (byName.has(name)) throw new Error(`function ${name} is declared twice`);
    byName.set(name, entry);
  }
}

/** The entry of a function or operator, by its lower-case name or an alias of it. */
export function functionNamed(name: string): FunctionEntry | undefined {
  return byName.get(name);
}

/** Every name that may be written, operators left out. */
export function functionNames(): readonly string[] {
  return [...byName.keys()].filter((name) => /^[a-z]/.test(name));
}
