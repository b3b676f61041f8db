/** Ends a `switch` over a tag: a new member of the union breaks the build where it matters. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
