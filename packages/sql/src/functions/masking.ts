import type { FunctionEntry } from './entry.ts';

const names: ReadonlySet<string> = new Set(['md5', 'sha256']);

/** True for functions whose result shows nothing of the argument but whether two are the same: lineage names them. */
export function isMasking({ name }: FunctionEntry): boolean {
  return names.has(name);
}
