import type { DocumentPath, Place } from '@akili/diagnostics';
import { isCollection, isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import { parseYaml } from '../read/parse-yaml.ts';
import { scalarMap, type ScalarMap } from './scalar-map.ts';

/** Offsets in a file's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Looks nodes up in one YAML file, which is parsed when this is made. */
export class YamlPlaces {
  private readonly text: string;
  private readonly root: Node | null;
  private readonly maps = new Map<Scalar, ScalarMap>();

  constructor(text: string) {
    this.text = text;
    this.root = (parseYaml(text)?.contents as Node | null | undefined) ?? null;
  }

  /** Where a place with a path is; a node that is not there is the nearest one around it that is. */
  find(place: Place & { readonly path: DocumentPath }): Span | undefined {
    let key: Node | undefined;
    let node: Node | null | undefined = this.root;
    for (const step of place.path) {
      const next = childOf(node, step);
      // What is missing is missing in something: its key says where.
      if (next === undefined) return key === undefined ? undefined : this.content(key);
      key = next.key ?? firstKey(next.value);
      node = next.value;
    }
    if (place.part === 'key') return key && this.content(key);
    if (!node?.range || (isScalar(node) && node.range[1] === node.range[0])) return key && this.content(key);
    if (isScalar(node) && place.start !== undefined && typeof node.value === 'string') {
      const map = this.mapOf(node, node.value);
      const start = map.startOf(place.start);
      const end = place.end === undefined || place.end <= place.start ? start : map.endOf(place.end - 1);
      return { start, end: Math.max(start, end) };
    }
    return this.content(node);
  }

  private mapOf(node: Scalar, value: string): ScalarMap {
    let map = this.maps.get(node);
    if (map === undefined) {
      const { start, end } = this.content(node);
      this.maps.set(node, (map = scalarMap(this.text, start, end, styleOf(node), value)));
    }
    return map;
  }

  /** A scalar without its quotes or block header, a collection without the white space after it. */
  private content(node: Node): Span {
    const [from, to] = node.range ?? [0, 0];
    const style = isScalar(node) ? styleOf(node) : undefined;
    if (style === 'single' || style === 'double') return { start: from + 1, end: Math.max(from + 1, to - 1) };
    let end = to;
    while (end > from && /\s/.test(this.text.charAt(end - 1))) end--;
    if (style !== 'block') return { start: from, end };
    const header = this.text.indexOf('\n', from);
    if (header < 0 || header >= end) return { start: from, end };
    let start = header + 1;
    while (start < end && /\s/.test(this.text.charAt(start))) start++;
    return { start, end };
  }
}

function childOf(
  node: Node | null | undefined,
  step: string | number,
): { readonly key: Node | undefined; readonly value: Node | null } | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
    return pair && { key: pair.key as Node, value: pair.value as Node | null };
  }
  if (isSeq(node) && typeof step === 'number' && step < node.items.length) {
    return { key: undefined, value: node.items[step] as Node };
  }
  return undefined;
}

/** What stands for the key of a list item: the first key of a mapping, or the item itself. */
function firstKey(node: Node | null): Node | undefined {
  if (isMap(node)) return (node.items[0]?.key as Node | undefined) ?? node;
  if (isSeq(node)) return firstKey((node.items[0] as Node | undefined) ?? null) ?? node;
  return node === null || isCollection(node) ? undefined : node;
}

function styleOf(node: Scalar): 'plain' | 'single' | 'double' | 'block' {
  switch (node.type) {
    case 'QUOTE_SINGLE':
      return 'single';
    case 'QUOTE_DOUBLE':
      return 'double';
    case 'BLOCK_FOLDED':
    case 'BLOCK_LITERAL':
      return 'block';
    default:
      return 'plain';
  }
}
