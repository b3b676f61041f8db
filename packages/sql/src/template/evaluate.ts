import { filters } from './filters.ts';
import type { TemplateContext } from './rendered-sql.ts';
import { nodeOf, nodesOf, type TemplateNode } from './template-node.ts';
import { isList, TemplateMistake, type TemplateValue } from './template-value.ts';

/** Names of a template: those of loops and `set`, innermost first. */
export interface Names {
  readonly values: Map<string, TemplateValue>;
  readonly parent: Names | undefined;
}

export interface Evaluation {
  readonly context: TemplateContext;
  readonly offsetOf: (node: TemplateNode) => number;
}

/** The value of a template expression. Throws TemplateMistake; nothing of the text is ever run as code. */
export function evaluate(node: TemplateNode, names: Names, evaluation: Evaluation): TemplateValue {
  const of = (member: string): TemplateValue => {
    const part = nodeOf(node, member);
    return part === undefined ? undefined : evaluate(part, names, evaluation);
  };
  const broken = (message: string): TemplateMistake =>
    new TemplateMistake('broken', message, evaluation.offsetOf(node));
  switch (node.typename) {
    case 'Literal':
      return literal(node['value'], broken);
    case 'Symbol':
      return lookup(String(node['value']), names, evaluation, broken);
    case 'Array':
      return nodesOf(node, 'children').map((child) => evaluate(child, names, evaluation));
    case 'Group':
      return evaluate(nodesOf(node, 'children')[0] as TemplateNode, names, evaluation);
    case 'And':
      return of('left') && of('right');
    case 'Or':
      return of('left') || of('right');
    case 'Not':
      return !of('target');
    case 'InlineIf':
      return of('cond') ? of('body') : of('else_');
    case 'In':
      return contains(of('right'), of('left'), broken);
    case 'Compare':
      return compare(node, names, evaluation, broken);
    case 'Add':
    case 'Sub':
    case 'Mul':
    case 'Concat':
      return arithmetic(node.typename, of('left'), of('right'), broken);
    case 'Neg':
      return -number(of('target'), broken);
    case 'LookupVal':
      return member(of('target'), of('val'), broken);
    case 'FunCall':
      return call(node, names, evaluation, broken);
    case 'Filter':
      return filter(node, names, evaluation, broken);
    default:
      throw broken('this expression is not known');
  }
}

type Broken = (message: string) => TemplateMistake;

function literal(value: unknown, broken: Broken): TemplateValue {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value as TemplateValue;
  throw broken('this literal is not known');
}

function lookup(name: string, names: Names, evaluation: Evaluation, broken: Broken): TemplateValue {
  for (let n: Names | undefined = names; n !== undefined; n = n.parent) {
    if (n.values.has(name)) return n.values.get(name);
  }
  if (name !== 'this') throw broken(`there is no \`${name}\``);
  if (!evaluation.context.allowThis) throw new TemplateMistake('not-here', 'this', broken('').offset);
  return { relation: { kind: 'this', name: 'this' } };
}

function call(node: TemplateNode, names: Names, evaluation: Evaluation, broken: Broken): TemplateValue {
  const target = nodeOf(node, 'name');
  const name = target?.typename === 'Symbol' ? String(target['value']) : '';
  const written = nodesOf(nodeOf(node, 'args') ?? node, 'children');
  const named = written.find((arg) => arg.typename === 'KeywordArgs');
  if (named !== undefined) throw new TemplateMistake('broken', namedArguments(named, name), evaluation.offsetOf(named));
  if (name !== 'ref' && name !== 'var') throw broken(`there is no \`${name}()\``);
  const args = written.map((arg) => evaluate(arg, names, evaluation));
  const [first] = args;
  if (args.length !== 1 || typeof first !== 'string') throw broken(`\`${name}()\` takes one name in quotes`);
  const { context } = evaluation;
  if (name === 'var') {
    if (Object.hasOwn(context.vars, first)) return context.vars[first];
    throw new TemplateMistake('unknown-var', first, broken('').offset);
  }
  if (!context.allowRef) throw new TemplateMistake('not-here', 'ref', broken('').offset);
  if (first === '' || /["{}\n]/.test(first)) throw broken('the name is not the name of an input');
  return { relation: { kind: 'ref', name: first } };
}

/** The parser hands the block of a `{% call %}` over as an argument with a name. */
function namedArguments(named: TemplateNode, name: string): string {
  const isBlock = nodesOf(named, 'children').some((pair) => nodeOf(pair, 'value')?.typename === 'Caller');
  if (isBlock) return '`{% call %}` is not known; there are `if`, `for` and `set`';
  return name === '' ? 'there are no named arguments' : `\`${name}()\` takes no named arguments`;
}

function filter(node: TemplateNode, names: Names, evaluation: Evaluation, broken: Broken): TemplateValue {
  const name = String(nodeOf(node, 'name')?.['value']);
  const known = Object.hasOwn(filters, name) ? filters[name] : undefined;
  if (known === undefined) throw broken(`there is no filter \`${name}\`; there are ${Object.keys(filters).join(', ')}`);
  const nodes = nodesOf(nodeOf(node, 'args') ?? node, 'children');
  const [value, ...rest] = nodes.map((arg) => evaluate(arg, names, evaluation));
  try {
    return known(value, ...rest);
  } catch (error) {
    throw error instanceof TemplateMistake ? broken(error.message) : error;
  }
}

function compare(node: TemplateNode, names: Names, evaluation: Evaluation, broken: Broken): boolean {
  const left = nodeOf(node, 'expr');
  const [operand, more] = nodesOf(node, 'ops');
  const right = operand && nodeOf(operand, 'expr');
  if (left === undefined || operand === undefined || right === undefined || more !== undefined) {
    throw broken('one comparison at a time');
  }
  const [a, b] = [evaluate(left, names, evaluation), evaluate(right, names, evaluation)];
  const type = String(operand['type']);
  if (type === '==' || type === '===') return a === b;
  if (type === '!=' || type === '!==') return a !== b;
  if (typeof a !== typeof b || (typeof a !== 'number' && typeof a !== 'string')) {
    throw broken('only numbers compare with numbers, and texts with texts');
  }
  const [x, y] = [a, b as typeof a];
  return type === '<' ? x < y : type === '>' ? x > y : type === '<=' ? x <= y : x >= y;
}

function contains(within: TemplateValue, value: TemplateValue, broken: Broken): boolean {
  if (isList(within)) return within.includes(value);
  if (typeof within === 'string' && typeof value === 'string') return within.includes(value);
  throw broken('`in` looks into lists and texts');
}

function number(value: TemplateValue, broken: Broken): number {
  if (typeof value === 'number') return value;
  throw broken('this is not a number');
}

function arithmetic(type: string, a: TemplateValue, b: TemplateValue, broken: Broken): TemplateValue {
  const texts = typeof a === 'string' || typeof b === 'string';
  if (type === 'Concat' || (type === 'Add' && texts)) {
    if ([a, b].some((part) => !['string', 'number', 'boolean'].includes(typeof part))) throw broken('only texts join');
    const joined = `${String(a)}${String(b)}`;
    if (joined.length > 10_000) throw new TemplateMistake('limit', 'a text of 10,000 characters', broken('').offset);
    return joined;
  }
  const [x, y] = [number(a, broken), number(b, broken)];
  return type === 'Add' ? x + y : type === 'Sub' ? x - y : x * y;
}

function member(target: TemplateValue, key: TemplateValue, broken: Broken): TemplateValue {
  if (isList(target) && typeof key === 'number') return target[key];
  if (typeof target === 'object' && target !== null && 'loop' in target && typeof key === 'string') {
    if (Object.hasOwn(target.loop, key)) return target.loop[key];
  }
  throw broken('this has no such member');
}
