import {
  aliasRefused,
  duplicateKey,
  emptyFile,
  invalidYaml,
  keyNotText,
  nestedTooDeep,
  severalDocuments,
  tabInIndentation,
  tagRefused,
  type Finding,
  type Place,
  type Subject,
} from '@akili/diagnostics';
import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type YAMLError } from 'yaml';
import { isPlainNumber } from './number-text.ts';
import { parseYaml } from './parse-yaml.ts';
import { nestingLimit, nestsTooDeep } from './nesting.ts';

/** What `yaml` makes of a text. Without a value there is at least one error among the findings. */
export interface ExactReading {
  readonly value: unknown;
  readonly findings: readonly Finding[];
  /** See `Document.numbers`. */
  readonly numbers: ReadonlyMap<string, string>;
}

/** More than these from one file help nobody. */
const mostFindings = 20;

/** Reads a manifest slowly and exactly; every message about YAML comes from here. `document` is the word for messages. */
export function readExactly(file: string, text: string, document: string, subject: Subject): ExactReading {
  const findings: Finding[] = [];
  const numbers = new Map<string, string>();
  const tooDeep = (place: Place): ExactReading => ({
    value: undefined,
    findings: [nestedTooDeep.at(place, { limit: nestingLimit }, subject)],
    numbers,
  });
  const deep = nestsTooDeep(text);
  if (deep !== undefined) return tooDeep({ file, start: deep, end: deep + 1 });
  const parsed = parseYaml(text);
  // The stack ended: only a finding without a place is left to say.
  if (parsed === undefined) return tooDeep({ file });
  findings.push(...syntaxFindings(file, [...parsed.errors, ...parsed.warnings], subject));
  findings.push(...directiveFindings(file, text, parsed, subject));
  const broken = findings.length > 0;
  const value = new Values(file, text, subject, findings, numbers).of(parsed.contents, []);
  if (!broken && findings.length === 0 && (value === null || value === undefined)) {
    return { value: undefined, findings: [emptyFile.at({ file }, { document }, subject)], numbers };
  }
  return { value: findings.length > 0 ? undefined : value, findings: withoutEchoes(findings), numbers };
}

function syntaxFindings(file: string, errors: readonly YAMLError[], subject: Subject): Finding[] {
  const findings: Finding[] = [];
  let several = false;
  let syntax: { readonly from: number; readonly finding: Finding } | undefined;
  for (const error of errors) {
    const [from, to] = error.pos;
    const place = { file, start: from, end: Math.max(to, from + 1) };
    if (error.code === 'MULTIPLE_DOCS') {
      if (!several) findings.push(severalDocuments.at({ ...place, end: from + 3 }, {}, subject));
      several = true;
    }
    // Tags are looked at in the nodes, where each has its place.
    else if (error.code === 'TAG_RESOLVE_FAILED' || error.code === 'BAD_ALIAS') continue;
    else if (syntax === undefined || from < syntax.from) {
      const tab = error.code === 'TAB_AS_INDENT';
      syntax = {
        from,
        finding: tab
          ? tabInIndentation.at(place, {}, subject)
          : invalidYaml.at(place, { reason: reason(error) }, subject),
      };
    }
  }
  // What follows the first mistake of syntax is mostly an echo of it.
  return syntax === undefined ? findings : [...findings, syntax.finding];
}

/** Where something is refused for what it is, that it also puts `yaml` out of step is no second mistake. */
function withoutEchoes(findings: readonly Finding[]): readonly Finding[] {
  const refused = new Set(findings.filter((one) => one.code !== invalidYaml.code).map((one) => one.place?.start));
  return findings.filter((one) => one.code !== invalidYaml.code || !refused.has(one.place?.start));
}

function reason(error: YAMLError): string {
  const first = (error.message.split('\n')[0] ?? '').trim();
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

function directiveFindings(file: string, text: string, parsed: Document.Parsed, subject: Subject): Finding[] {
  const tags = Object.keys(parsed.directives.tags).length > 1;
  if (!tags && parsed.directives.yaml.explicit !== true) return [];
  const start = /^%/m.exec(text)?.index ?? 0;
  const line = /^%[^\r\n]*/.exec(text.slice(start))?.[0] ?? '%';
  return [tagRefused.at({ file, start, end: start + line.length }, { tag: line.trimEnd() }, subject)];
}

/** Turns nodes into plain data, and says what manifests may not hold. */
class Values {
  private readonly file: string;
  private readonly text: string;
  private readonly subject: Subject;
  private readonly findings: Finding[];
  private readonly numbers: Map<string, string>;

  constructor(file: string, text: string, subject: Subject, findings: Finding[], numbers: Map<string, string>) {
    this.file = file;
    this.text = text;
    this.subject = subject;
    this.findings = findings;
    this.numbers = numbers;
  }

  of(node: Node | null | undefined, path: readonly (string | number)[]): unknown {
    if (node === null || node === undefined) return null;
    if (isAlias(node)) {
      this.say(aliasRefused.at(this.place(node), { what: 'alias' }, this.subject));
      return undefined;
    }
    if (isMap(node) || isSeq(node) || isScalar(node)) this.properties(node);
    if (isMap(node)) return this.mapping(node.items as readonly { key: unknown; value: unknown }[], path);
    if (isSeq(node)) return node.items.map((item, index) => this.of(item as Node, [...path, index]));
    if (!isScalar(node)) return undefined;
    if (typeof node.value === 'number') {
      const source = node.source ?? this.text.slice(node.range?.[0], node.range?.[1]);
      if (!isPlainNumber(source)) this.numbers.set(JSON.stringify(path), source);
    }
    return node.value;
  }

  private mapping(
    pairs: readonly { readonly key: unknown; readonly value: unknown }[],
    path: readonly (string | number)[],
  ): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (const pair of pairs) {
      const key = pair.key as Node | null;
      if (isScalar(key)) this.properties(key);
      const name = isScalar(key) ? key.value : undefined;
      if (typeof name !== 'string') {
        const shown = key?.range ? this.text.slice(key.range[0], key.range[1]).trim().slice(0, 80) : '';
        this.say(keyNotText.at(this.place(key), { key: shown }, this.subject));
      } else if (name === '<<') {
        this.say(aliasRefused.at(this.place(key), { what: 'merge key' }, this.subject));
      } else if (name === '__proto__') {
        this.say(invalidYaml.at(this.place(key), { reason: '`__proto__` cannot be a key.' }, this.subject));
      } else if (Object.hasOwn(result, name)) {
        this.say(duplicateKey.at(this.place(key), { key: name }, this.subject));
      } else result[name] = this.of(pair.value as Node | null, [...path, name]);
    }
    return result;
  }

  /** Anchors and tags stand before their node. */
  private properties(node: Node & { anchor?: string; tag?: string }): void {
    const start = node.range?.[0] ?? 0;
    if (node.anchor !== undefined) {
      const at = Math.max(this.text.lastIndexOf(`&${node.anchor}`, start), 0);
      const place = { file: this.file, start: at, end: at + node.anchor.length + 1 };
      this.say(aliasRefused.at(place, { what: 'anchor' }, this.subject));
    }
    if (node.tag !== undefined) {
      let at = Math.max(this.text.lastIndexOf('!', start), 0);
      while (at > 0 && this.text[at - 1] === '!') at--;
      const shown = /![^\s,\]}]*/y;
      shown.lastIndex = at;
      const tag = shown.exec(this.text)?.[0].slice(0, 80) ?? '!';
      this.say(tagRefused.at({ file: this.file, start: at, end: at + tag.length }, { tag }, this.subject));
    }
  }

  private say(finding: Finding): void {
    if (this.findings.length < mostFindings) this.findings.push(finding);
  }

  private place(node: Node | null): Place {
    if (!node?.range) return { file: this.file };
    const quoted = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE') ? 1 : 0;
    const start = node.range[0] + quoted;
    return { file: this.file, start, end: Math.max(node.range[1] - quoted, start + 1 - quoted) };
  }
}
