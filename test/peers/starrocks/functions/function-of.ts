import { atLeast, type Version } from '../version.ts';
import { aggregateFunctions } from './aggregate.ts';
import { dateFunctions } from './date.ts';
import type { FunctionEntry } from './function-entry.ts';
import { generalFunctions } from './general.ts';
import { mathFunctions } from './math.ts';
import { nestedFunctions } from './nested.ts';
import { stringFunctions } from './string.ts';
import { tableFunctions } from './table.ts';
import { windowFunctions } from './window.ts';

const entries: ReadonlyMap<string, FunctionEntry> = new Map([
  ...mathFunctions,
  ...stringFunctions,
  ...dateFunctions,
  ...nestedFunctions,
  ...generalFunctions,
  ...aggregateFunctions,
  ...windowFunctions,
  ...tableFunctions,
]);

/** The built-in function of that name, in any case, if the version has it. */
export function functionOf(name: string, version: Version): FunctionEntry | undefined {
  const entry = entries.get(name.toLowerCase());
  return entry?.since !== undefined && !atLeast(version, entry.since) ? undefined : entry;
}
