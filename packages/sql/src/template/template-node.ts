/** A node of nunjucks' tree as we read it: a type, a place and members that differ by type. */
export interface TemplateNode {
  readonly typename: string;
  /** From 0; some nodes have none. */
  readonly lineno: number | undefined;
  readonly colno: number | undefined;
  readonly [member: string]: unknown;
}

/** A member that is a node; undefined when it is none. */
export function nodeOf(node: TemplateNode, member: string): TemplateNode | undefined {
  const value = node[member];
  return typeof value === 'object' && value !== null && 'typename' in value ? (value as TemplateNode) : undefined;
}

/** A member that is a list of nodes. */
export function nodesOf(node: TemplateNode, member: string): readonly TemplateNode[] {
  const value = node[member];
  return Array.isArray(value) ? (value as TemplateNode[]) : [];
}
