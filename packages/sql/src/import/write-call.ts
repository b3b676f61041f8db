import { ruleOf } from './functions/index.ts';
import { fill, type ForeignCall, type Rule } from './functions/rule.ts';
import { operatorOf, solid, splitAt, wordOf, type Group, type Node, type Token } from './token.ts';
import { writeType } from './types.ts';
import { writeNodes, type Names } from './write-nodes.ts';
import type { Writer } from './writer.ts';

/** A call of a function, its arguments included. */
export function writeCall(name: Token, group: Group, names: Names, writer: Writer): string {
  const special = writeSpecial(name, group, names, writer);
  if (special !== undefined) return special;
  const parts = group.nodes.length === 0 ? [] : splitAt(group.nodes, ',');
  const filled = parts.filter((part) => solid(part).length > 0);
  const range = { start: name.start, end: group.end };
  const call: ForeignCall = {
    args: filled.map((part) => writeNodes(part, names, writer).trim()),
    raw: filled.map((part) => rawOf(part, writer)),
  };
  let rule = ruleOf(writer.dialect, name.value);
  while (typeof rule === 'function') rule = rule(call);
  return writeRule(rule, call, name, range, writer);
}

function writeRule(
  rule: Exclude<Rule, (call: ForeignCall) => Rule> | undefined,
  call: ForeignCall,
  name: Token,
  range: { readonly start: number; readonly end: number },
  writer: Writer,
): string {
  const asWritten = `${name.text}(${call.args.join(', ')})`;
  if (rule === undefined) {
    const why = `Nobody has compared it with ${writer.traits.title} yet: write what it does in functions of this dialect.`;
    writer.refused(range, `the function ${name.value}`, why);
    return asWritten;
  }
  if (rule === 'same') return asWritten;
  if (typeof rule === 'function') return asWritten;
  if ('refuse' in rule) {
    writer.refused(range, `the function ${name.value}`, rule.refuse);
    return asWritten;
  }
  if (rule.confirm !== undefined) writer.confirm(range, `the function ${name.value}`, rule.confirm);
  return fill(rule.to, guarded(rule.to, call.args));
}

/** Arguments that stand beside an operator of the template are put in parentheses, unless they are one word. */
function guarded(template: string, args: readonly string[]): readonly string[] {
  const operators = /\$\d\s*(->>|->|[-+*/%|=]|\/\/|IS\b)|([-+*/%|=>]|\bBY|WHEN)\s*\$\d/;
  if (!operators.test(template)) return args;
  return args.map((arg) =>
    /^[\w.]+$|^"[^"]*"$|^'([^']|'')*'$|^INTERVAL\b/i.test(arg) || /^[A-Za-z_]*\([^()]*\)$/.test(arg) ? arg : `(${arg})`,
  );
}

function rawOf(part: readonly Node[], writer: Writer): string {
  const inside = solid(part);
  return writer.source.slice(inside[0]?.start ?? 0, inside.at(-1)?.end ?? 0);
}

const fields: Readonly<Record<string, string>> = {
  YEAR: 'year',
  QUARTER: 'quarter',
  MONTH: 'month',
  DAY: 'day',
  HOUR: 'hour',
  MINUTE: 'minute',
  DOY: 'doy',
  DAYOFYEAR: 'doy',
  ISODOW: 'isodow',
  ISOYEAR: 'isoyear',
  ISOWEEK: 'week',
};

/** Calls with a grammar of their own; undefined for all others. */
function writeSpecial(name: Token, group: Group, names: Names, writer: Writer): string | undefined {
  const inside = solid(group.nodes);
  const range = { start: name.start, end: group.end };
  const expr = (nodes: readonly Node[]): string => writeNodes(nodes, names, writer).trim();
  switch (name.value) {
    case 'CAST':
    case 'TRY_CAST':
    case 'SAFE_CAST': {
      const at = group.nodes.findLastIndex((node) => wordOf(node) === 'AS');
      if (at < 0) return undefined;
      const target = solid(group.nodes.slice(at + 1));
      if (target.some((node) => wordOf(node) === 'FORMAT'))
        writer.refused(range, 'CAST with a FORMAT', 'Use STRFTIME or STRPTIME.');
      return castTo(expr(group.nodes.slice(0, at)), target, name.value !== 'CAST', range, writer);
    }
    case 'CONVERT':
    case 'TRY_CONVERT': {
      const parts = splitAt(group.nodes, ',');
      if (parts.length !== 2) {
        writer.refused(range, `${name.value} with a style`, 'Use STRFTIME or STRPTIME with a format.');
        return `${name.text}(${expr(group.nodes)})`;
      }
      const [first = [], second = []] = parts;
      const mysql = writer.dialect !== 'transactsql';
      const [value, type] = mysql ? [first, second] : [second, first];
      return castTo(expr(value), solid(type), name.value !== 'CONVERT', range, writer);
    }
    case 'EXTRACT': {
      const at = group.nodes.findIndex((node) => wordOf(node) === 'FROM');
      if (at < 0) return undefined;
      const unit = rawOf(group.nodes.slice(0, at), writer).toUpperCase();
      const value = expr(group.nodes.slice(at + 1));
      if (unit === 'DATE') return `CAST(${value} AS DATE)`;
      const known = fields[unit] ?? ownField(unit, writer);
      if (known === undefined) {
        writer.refused(range, `EXTRACT(${unit})`, 'What this part is differs from dialect to dialect: use another.');
      }
      if (unit === 'SECOND' && /postgres|redshift|mysql|mariadb/.test(writer.dialect)) {
        writer.confirm(range, 'EXTRACT(SECOND)', 'it is a whole number here, and may have a fraction there');
      }
      return `EXTRACT(${known ?? unit} FROM ${value})`;
    }
    case 'POSITION': {
      const at = group.nodes.findIndex((node) => wordOf(node) === 'IN');
      if (at < 0) return undefined;
      return `STRPOS(${expr(group.nodes.slice(at + 1))}, ${expr(group.nodes.slice(0, at))})`;
    }
    case 'TRIM': {
      const at = group.nodes.findIndex((node) => wordOf(node) === 'FROM');
      if (at < 0) return undefined;
      const side = wordOf(inside[0]);
      const given = /^(BOTH|LEADING|TRAILING)$/.test(side);
      const chars = expr(group.nodes.slice(given ? group.nodes.indexOf(inside[0] as Node) + 1 : 0, at));
      const made = side === 'LEADING' ? 'LTRIM' : side === 'TRAILING' ? 'RTRIM' : 'TRIM';
      if (/mysql|mariadb/.test(writer.dialect) && chars.length > 3) {
        writer.confirm(range, 'TRIM of a text', 'it takes away any of the characters here, and the whole text there');
      }
      return `${made}(${expr(group.nodes.slice(at + 1))}${chars === '' ? '' : `, ${chars}`})`;
    }
    case 'SUBSTRING': {
      const from = group.nodes.findIndex((node) => wordOf(node) === 'FROM');
      if (from < 0) return undefined;
      const length = group.nodes.findIndex((node) => wordOf(node) === 'FOR');
      const start = expr(group.nodes.slice(from + 1, length < 0 ? undefined : length));
      const rest = length < 0 ? '' : `, ${expr(group.nodes.slice(length + 1))}`;
      return `SUBSTRING(${expr(group.nodes.slice(0, from))}, ${start}${rest})`;
    }
    case 'GROUP_CONCAT': {
      const at = group.nodes.findIndex((node) => wordOf(node) === 'SEPARATOR');
      if (writer.dialect === 'sqlite') return undefined;
      const order = group.nodes.findIndex((node) => wordOf(node) === 'ORDER');
      const value = expr(group.nodes.slice(0, order >= 0 ? order : at >= 0 ? at : undefined));
      const separator = at >= 0 ? expr(group.nodes.slice(at + 1)) : "','";
      const sorted = order < 0 ? '' : ` ${expr(group.nodes.slice(order, at >= 0 ? at : undefined))}`;
      writer.confirm(range, 'the function GROUP_CONCAT', 'it cuts the text at group_concat_max_len there');
      return `STRING_AGG(${value}, ${separator}${sorted})`;
    }
    case 'COUNT': {
      // MySQL counts distinct rows of several columns that way.
      const several = splitAt(group.nodes, ',').length > 1;
      if (several) writer.refused(range, 'COUNT of several columns', 'Count the rows of a SELECT DISTINCT.');
      return undefined;
    }
    default:
      return undefined;
  }
}

function ownField(unit: string, writer: Writer): string | undefined {
  if (unit === 'SECOND') return 'second';
  const postgres = writer.dialect === 'postgres' || writer.dialect === 'redshift';
  if (postgres && (unit === 'WEEK' || unit === 'DOW')) return unit.toLowerCase();
  return undefined;
}

/** A cast; also what stands behind `::`. */
export function castTo(
  value: string,
  type: readonly Node[],
  attempt: boolean,
  range: { readonly start: number; readonly end: number },
  writer: Writer,
): string {
  const target = writeType(type, writer);
  confirmCast(target, range, writer);
  return `${attempt ? 'TRY_CAST' : 'CAST'}(${value} AS ${target})`;
}

/** Says where a cast to an integer drops a fraction that is rounded here. */
export function confirmCast(
  target: string,
  range: { readonly start: number; readonly end: number },
  writer: Writer,
): void {
  if (writer.traits.castTruncates && /^(INTEGER|BIGINT)$/.test(target)) {
    writer.confirm(range, `a cast to ${target}`, 'a fraction is rounded here, and cut off there');
  }
}

/** True when the node before says that a `[` is a place in a list rather than a list. */
export function isSubscript(before: Node | undefined): boolean {
  if (before === undefined) return false;
  if (before.kind === 'group' || before.kind === 'name') return true;
  if (before.kind === 'word') return !/^(SELECT|ARRAY|IN|AND|OR|ON|WHERE|THEN|ELSE|WHEN|RETURN|BY)$/.test(before.value);
  return operatorOf(before) === ']';
}
