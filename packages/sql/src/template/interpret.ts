import type { ControlFlow } from './control-flow-reader.ts';
import { evaluate, type Evaluation, type Names } from './evaluate.ts';
import type { TemplateOutput } from './output.ts';
import { maxSqlLength } from './render.ts';
import { nodeOf, nodesOf, type TemplateNode } from './template-node.ts';
import { isList, TemplateMistake, type TemplateValue } from './template-value.ts';
import { varLiteral } from './var-literal.ts';

/** All rounds of all loops of a text together. */
export const maxRounds = 10_000;

/** Walks the tree of a template and writes what it says into `output`. Throws TemplateMistake. */
export function interpret(
  root: TemplateNode,
  request: Parameters<ControlFlow>[0],
  output: TemplateOutput,
  offsetOf: (node: TemplateNode) => number,
): void {
  const source = request.text.text;
  const evaluation: Evaluation = { context: request.context, offsetOf };
  let rounds = 0;

  const walkAll = (nodes: readonly TemplateNode[], names: Names): void => {
    for (const node of nodes) walk(node, names);
  };

  const walk = (node: TemplateNode, names: Names): void => {
    // What is inside may have no place of its own; then it is where this is.
    offsetOf(node);
    switch (node.typename) {
      case 'Root':
      case 'NodeList':
        return walkAll(nodesOf(node, 'children'), names);
      case 'Output':
        return nodesOf(node, 'children').forEach((child) => write(child, names));
      case 'If': {
        const chosen = evaluate(nodeOf(node, 'cond') as TemplateNode, names, evaluation) ? 'body' : 'else_';
        const body = nodeOf(node, chosen);
        return body && walk(body, names);
      }
      case 'For':
        return loop(node, names);
      case 'Set':
        return assign(node, names);
      default:
        throw new TemplateMistake('broken', unknownTag(source, offsetOf(node)), offsetOf(node));
    }
  };

  const write = (node: TemplateNode, names: Names): void => {
    if (node.typename === 'TemplateData') copy(String(node['value']), offsetOf(node));
    else print(evaluate(node, names, evaluation), tagAround(source, offsetOf(node)));
    if (output.length() > maxSqlLength) throw new TemplateMistake('limit', '256 kB of SQL', offsetOf(node));
  };

  const copy = (text: string, offset: number): void => {
    // `-%}` cuts blanks off, so that the text begins a little later.
    const start = source.indexOf(text, offset);
    output.copy(text, start < 0 ? offset : start);
  };

  const print = (value: TemplateValue, tag: Tag): void => {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      return output.write(varLiteral(value), tag.source, tag.sourceEnd);
    }
    if (typeof value === 'object' && value !== null && 'relation' in value) return output.relation(value.relation, tag);
    if (typeof value === 'object' && value !== null && 'identifier' in value) {
      return output.write(`"${value.identifier.replaceAll('"', '""')}"`, tag.source, tag.sourceEnd);
    }
    throw new TemplateMistake('broken', 'only texts, numbers, booleans and relations can be written', tag.nameStart);
  };

  const loop = (node: TemplateNode, names: Names): void => {
    const list = evaluate(nodeOf(node, 'arr') as TemplateNode, names, evaluation);
    const name = nodeOf(node, 'name');
    if (!isList(list) || name?.typename !== 'Symbol') {
      throw new TemplateMistake('broken', '`for` takes one name and a list', offsetOf(node));
    }
    const otherwise = nodeOf(node, 'else_');
    if (list.length === 0 && otherwise !== undefined) return walk(otherwise, names);
    list.forEach((value, i) => {
      if (++rounds > maxRounds) throw new TemplateMistake('limit', `${maxRounds} rounds of loops`, offsetOf(node));
      const state = { index: i + 1, index0: i, first: i === 0, last: i === list.length - 1, length: list.length };
      const values = new Map<string, TemplateValue>([
        [String(name['value']), value],
        ['loop', { loop: state }],
      ]);
      walk(nodeOf(node, 'body') as TemplateNode, { values, parent: names });
    });
  };

  const assign = (node: TemplateNode, names: Names): void => {
    const target = nodesOf(node, 'targets')[0];
    const value = nodeOf(node, 'value');
    if (target === undefined || value === undefined || nodesOf(node, 'targets').length !== 1) {
      throw new TemplateMistake('broken', '`set` takes one name and a value', offsetOf(node));
    }
    const name = String(target['value']);
    let owner: Names | undefined = names;
    while (owner !== undefined && !owner.values.has(name)) owner = owner.parent;
    (owner ?? names).values.set(name, evaluate(value, names, evaluation));
  };

  walk(root, { values: new Map(), parent: undefined });
}

interface Tag {
  readonly source: number;
  readonly sourceEnd: number;
  readonly nameStart: number;
  readonly nameEnd: number;
}

/** The `{{ ... }}` around an offset, and the first quoted name or word in it. */
function tagAround(source: string, offset: number): Tag {
  const start = Math.max(0, source.lastIndexOf('{{', offset));
  const close = source.indexOf('}}', offset);
  const end = close < 0 ? source.length : close + 2;
  const inner = source.slice(start, end);
  const quoted = /['"]([^'"]*)['"]/.exec(inner);
  const nameStart = start + (quoted ? quoted.index + 1 : Math.max(0, inner.search(/\w/)));
  const nameEnd =
    nameStart + (quoted ? (quoted[1] ?? '').length : (/^\w+/.exec(source.slice(nameStart))?.[0].length ?? 1));
  return { source: start, sourceEnd: end, nameStart, nameEnd };
}

/** Names a block that the dialect does not have as its author wrote it, and those that it has. */
function unknownTag(source: string, offset: number): string {
  const open = source.lastIndexOf('{%', offset);
  const written = /^\{%[-\s]*(\w+)/.exec(source.slice(Math.max(0, open), offset + 80))?.[1];
  return `${written === undefined ? 'this block' : `\`{% ${written} %}\``} is not known; there are \`if\`, \`for\` and \`set\``;
}
