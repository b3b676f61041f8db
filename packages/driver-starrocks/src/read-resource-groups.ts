import type { Row } from './link.ts';
import type { ResourceGroupValue } from './resource-group.ts';

/** A classifier as SHOW prints it, and what of it compares. */
export interface ShownClassifier {
  readonly id: string;
  /** `user=a, role=b`, sorted by key. */
  readonly asks: string;
}

/** Resource groups by name. SHOW prints one row a classifier, and memory as a double that is not rounded. */
export function readResourceGroups(rows: readonly Row[]): ReadonlyMap<string, ResourceGroupValue> {
  const groups = new Map<string, ResourceGroupValue>();
  for (const row of rows) {
    const name = row['name'] ?? '';
    const known = groups.get(name);
    const classifier = readClassifier(row['classifiers'] ?? '');
    groups.set(name, {
      // Older servers call it by the older name.
      cpuWeight: Number(row['cpu_weight'] ?? row['cpu_core_limit'] ?? 0),
      memoryPercent: percent(row['mem_limit'] ?? ''),
      classifiers: [...(known?.classifiers ?? []), ...(classifier ? [classifier.asks] : [])].sort(),
    });
  }
  return groups;
}

/** Reads `(id=300040, weight=1.0, user=acme, query_type in (SELECT))`; ids and weights are the engine's own. */
export function readClassifier(text: string): ShownClassifier | undefined {
  const inner = /^\((.*)\)$/s.exec(text.trim())?.[1];
  if (inner === undefined) return undefined;
  const parts = inner.split(/,\s*(?![^(]*\))/).map((one) => one.trim());
  const id = parts.find((one) => one.startsWith('id='))?.slice(3);
  if (id === undefined) return undefined;
  const asks = parts.filter((one) => !/^(id|weight)=/.test(one));
  return { id, asks: asks.sort().join(', ') };
}

/** `28.999999999999996%` is 29: the engine multiplies a double by 100. */
function percent(text: string): number {
  return Math.round(Number.parseFloat(text) * 1e6) / 1e6;
}
