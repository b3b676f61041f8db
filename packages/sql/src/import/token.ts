/** A piece of a foreign text. `value` is what a text or a quoted name says; of a word it is the word in upper case. */
export interface Token {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'operator' | 'blank' | 'comment' | 'odd';
  readonly text: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** What stands between two parentheses or brackets, with the tokens that open and close it. */
export interface Group {
  readonly kind: 'group';
  readonly open: '(' | '[';
  readonly nodes: readonly Node[];
  readonly start: number;
  readonly end: number;
}

export type Node = Token | Group;

/** True for what separates nodes without a meaning of its own. */
export function isSpace(node: Node | undefined): boolean {
  return node !== undefined && (node.kind === 'blank' || node.kind === 'comment');
}

/** The word in upper case, or empty for anything else. */
export function wordOf(node: Node | undefined): string {
  return node?.kind === 'word' ? node.value : '';
}

/** The operator, or empty for anything else. */
export function operatorOf(node: Node | undefined): string {
  return node?.kind === 'operator' ? node.text : '';
}

/** The nodes without blanks and comments. */
export function solid(nodes: readonly Node[]): readonly Node[] {
  return nodes.filter((node) => !isSpace(node));
}

/** Splits at operators (commas) of this level. */
export function splitAt(nodes: readonly Node[], separator: string): readonly (readonly Node[])[] {
  const parts: Node[][] = [[]];
  for (const node of nodes) {
    if (operatorOf(node) === separator) parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts;
}
