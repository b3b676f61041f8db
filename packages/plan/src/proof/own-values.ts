import type { Json } from '@akili/model';
import type { Resource } from '@akili/resource';
import type { ProofInput } from './proof-input.ts';

type Members = { readonly [key: string]: Json };

/** What an engine would hold of a resource, as its type foretells it; undefined where no driver here knows the kind. */
export function expectedOf({ types }: ProofInput, resource: Resource): Json | undefined {
  return types.get(resource.kind)?.expect(resource);
}

/** The members of an object; none for anything else. */
export function membersOf(value: Json | undefined): Members {
  return value === undefined || value === null || typeof value !== 'object' || Array.isArray(value)
    ? {}
    : (value as Members);
}

/** The items of a list; none for anything else. */
export function itemsOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** Visits every object of a value, the value itself first. */
export function walkObjects(value: Json, visit: (members: Members) => void): void {
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) walkObjects(item, visit);
    return;
  }
  visit(value as Members);
  for (const member of Object.values(value as Members)) walkObjects(member, visit);
}
