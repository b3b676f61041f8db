import { platformSlug } from '@akili/resource';
import type { Address } from '@akili/resource';
import type { ChangeDraft } from './change-draft.ts';
import { Heap } from './heap.ts';

/** A change in its place, with the changes that must have succeeded before it. */
export interface OrderedDraft {
  readonly draft: ChangeDraft;
  /** Sorted. */
  readonly after: readonly Address[];
}

/**
 * Puts changes into the order of an apply: after what they depend on, then the platform first, then tenant by
 * tenant, what is built before what goes, by rank (what goes: the other way round), by address. A thing goes only
 * after everything that hung on it was changed or is gone. Linear in changes and edges, but for the heap.
 * Throws on a cycle: drivers declare the edges, so that is our own bug.
 */
export function order(drafts: readonly ChangeDraft[]): readonly OrderedDraft[] {
  const sorted = drafts.toSorted(byPrecedence);
  const position = new Map(sorted.map((draft, index) => [draft.address, index]));
  const before = sorted.map(() => new Set<number>());
  for (const [index, draft] of sorted.entries()) {
    if (draft.difference.op !== 'delete')
      for (const address of draft.dependsOn) {
        const needed = position.get(address);
        if (needed !== undefined && !isDelete(sorted[needed])) before[index]?.add(needed);
      }
    for (const address of draft.dependedOn) {
      const going = position.get(address);
      if (going !== undefined && isDelete(sorted[going])) before[going]?.add(index);
    }
  }
  return walk(sorted, before);
}

function walk(sorted: readonly ChangeDraft[], before: readonly ReadonlySet<number>[]): readonly OrderedDraft[] {
  const dependents: number[][] = sorted.map(() => []);
  const missing = before.map((needed) => needed.size);
  const ready = new Heap();
  for (const [index, needed] of before.entries()) {
    for (const one of needed) dependents[one]?.push(index);
    if (needed.size === 0) ready.push(index);
  }
  const ordered: OrderedDraft[] = [];
  for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
    const after = [...(before[index] ?? [])].map((one) => (sorted[one] as ChangeDraft).address).sort();
    ordered.push({ draft: sorted[index] as ChangeDraft, after });
    for (const dependent of dependents[index] ?? []) {
      const left = (missing[dependent] as number) - 1;
      missing[dependent] = left;
      if (left === 0) ready.push(dependent);
    }
  }
  if (ordered.length < sorted.length) {
    const stuck = sorted.filter((_, index) => (missing[index] as number) > 0).map(({ address }) => address);
    throw new Error(`resources depend on each other in a circle: ${stuck.slice(0, 5).join(', ')}`);
  }
  return ordered;
}

const isDelete = (draft: ChangeDraft | undefined): boolean => draft?.difference.op === 'delete';

/** What the platform has goes last, what it gets comes first: tenants stand between. */
function group(draft: ChangeDraft): number {
  if (draft.tenant.slug !== platformSlug) return 1;
  return isDelete(draft) ? 2 : 0;
}

function byPrecedence(a: ChangeDraft, b: ChangeDraft): number {
  return (
    group(a) - group(b) ||
    compare(a.tenant.slug, b.tenant.slug) ||
    Number(isDelete(a)) - Number(isDelete(b)) ||
    (isDelete(a) ? b.rank - a.rank : a.rank - b.rank) ||
    compare(a.address, b.address)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
