import type { Json } from '@akili/model';

/** A string of a document (a value or a key) and where it stands: `request.statements.0`. */
export type VisitString = (text: string, where: () => string) => void;

/** Visits every string and every key. Recursion is bounded by the depth of the value, which is a driver's own. */
export function walkStrings(value: Json, root: string, visit: VisitString): void {
  const path: (string | number)[] = [];
  const where = (): string => [root, ...path].join('.');
  const walk = (node: Json): void => {
    if (typeof node === 'string') visit(node, where);
    else if (Array.isArray(node))
      for (let index = 0; index < node.length; index += 1) {
        path.push(index);
        walk((node as readonly Json[])[index] as Json);
        path.pop();
      }
    else if (node !== null && typeof node === 'object')
      for (const key of Object.keys(node)) {
        visit(key, where);
        path.push(key);
        walk((node as { readonly [key: string]: Json })[key] as Json);
        path.pop();
      }
  };
  walk(value);
}
