import { confirmCast, isSubscript, writeCall } from './write-call.ts';
import { isSpace, operatorOf, solid, wordOf, type Group, type Node, type Token } from './token.ts';
import { writeOrder } from './write-order.ts';
import { writeQuery } from './write-query.ts';
import { writeType } from './types.ts';
import type { Writer } from './writer.ts';

/** Names of WITH queries in reach, in lower case. */
export type Names = ReadonlySet<string>;

/** Words that a group may follow without being their arguments. */
const notCalls =
  /^(AND|OR|NOT|IN|ON|AS|IS|BY|WHEN|THEN|ELSE|CASE|WHERE|HAVING|QUALIFY|SELECT|FROM|JOIN|USING|OVER|FILTER|VALUES|EXISTS|ANY|ALL|SOME|UNION|EXCEPT|INTERSECT|DISTINCT|BETWEEN|LIKE|ILIKE|ESCAPE|LIMIT|OFFSET|WITH|INTERVAL|LATERAL|ROLLUP|CUBE|SETS|GROUP|ROWS|RANGE|END|ARRAY|WITHIN|WINDOW|MATERIALIZED|RECURSIVE|EXCLUDE|RENAME|OPTION|TABLESAMPLE|SAMPLE|PIVOT|UNPIVOT|SYSTEM|KEY|INDEX|APPLY)$/;

/** An expression, or any nodes that are no query of their own. */
export function writeNodes(nodes: readonly Node[], names: Names, writer: Writer): string {
  let out = '';
  for (let at = 0; at < nodes.length;) {
    const written = writeNext(nodes, at, names, writer);
    out = written.join === true ? out.trimEnd() + written.text : out + written.text;
    at = written.next;
  }
  return out;
}

export interface Written {
  readonly text: string;
  readonly next: number;
  /** Takes the blanks before it away. */
  readonly join?: true;
}

/** What stands at `at`, and where to go on. */
export function writeNext(nodes: readonly Node[], at: number, names: Names, writer: Writer): Written {
  const node = nodes[at] as Node;
  switch (node.kind) {
    case 'group':
      return { text: writeGroup(node, before(nodes, at), names, writer), next: at + 1 };
    case 'word':
      return writeWord(nodes, at, node, names, writer);
    case 'operator':
      return writeOperator(nodes, at, node, writer);
    case 'text':
      return { text: writeText(node, before(nodes, at), writer), next: at + 1 };
    case 'name':
      return { text: `"${node.value.replaceAll('"', '""')}"`, next: at + 1 };
    case 'comment':
      return { text: writeComment(node.text), next: at + 1 };
    case 'odd':
      writer.refused(
        node,
        `\`${node.text.slice(0, 20)}\``,
        'This cannot be read, or tells the other engine what to do.',
      );
      return { text: ' ', next: at + 1 };
    case 'blank':
    case 'number':
      return { text: node.text, next: at + 1 };
  }
}

function before(nodes: readonly Node[], at: number): Node | undefined {
  for (let i = at - 1; i >= 0; i--) if (!isSpace(nodes[i])) return nodes[i];
  return undefined;
}

/** The index of the next node that is no blank, or -1. */
export function after(nodes: readonly Node[], at: number): number {
  for (let i = at + 1; i < nodes.length; i++) if (!isSpace(nodes[i])) return i;
  return -1;
}

/** A template would be read inside a comment that is copied as it stands. */
function writeComment(text: string): string {
  const plain = text.replace(/[{}]/g, ' ');
  if (plain.startsWith('#')) return `--${plain.slice(1)}`;
  return plain.startsWith('//') ? `--${plain.slice(2)}` : plain;
}

function writeText(token: Token, previous: Node | undefined, writer: Writer): string {
  if (/\{\{|\{%|\{#|\0/.test(token.value)) {
    writer.refused(token, 'a text with a template in it', 'Put the text into a variable, or cut it in two.');
  }
  const pattern = /^(LIKE|ILIKE)$/.test(wordOf(previous));
  if (pattern && writer.traits.likeBackslash && token.value.includes('\\')) {
    writer.confirm(token, 'a backslash in a pattern', "it escapes only with ESCAPE '\\' here");
  }
  if (pattern || /^(=|<>|!=|<|>|<=|>=)$/.test(operatorOf(previous))) tellApart(token, writer);
  if (previous?.kind === 'text') {
    writer.refused(token, 'a text behind a text', 'There they are one text: write them as one here.');
  }
  return `'${token.value.replaceAll("'", "''")}'`;
}

function writeGroup(group: Group, previous: Node | undefined, names: Names, writer: Writer): string {
  if (group.open === '(') {
    return isQuery(group.nodes)
      ? `(${writeQuery(group.nodes, names, writer)})`
      : `(${writeNodes(group.nodes, names, writer)})`;
  }
  const inside = writeNodes(group.nodes, names, writer);
  if (isSubscript(previous) && (writer.dialect === 'bigquery' || writer.dialect === 'snowflake')) {
    writer.refused(
      group,
      'a place in a list',
      'Places count from 0 there and from 1 here: write LIST[1] for the first.',
    );
  }
  return `[${inside}]`;
}

/** True when the nodes are a SELECT rather than an expression. */
export function isQuery(nodes: readonly Node[]): boolean {
  const [first] = solid(nodes);
  if (first?.kind === 'group' && first.open === '(') {
    return (
      isQuery(first.nodes) &&
      solid(nodes)
        .slice(1)
        .every((node) => /^(UNION|EXCEPT|INTERSECT|ALL|SELECT|ORDER|LIMIT)?$/.test(wordOf(node)))
    );
  }
  return /^(SELECT|WITH|VALUES)$/.test(wordOf(first));
}

function writeWord(nodes: readonly Node[], at: number, word: Token, names: Names, writer: Writer): Written {
  const following = after(nodes, at);
  const next = following < 0 ? undefined : nodes[following];
  const previous = before(nodes, at);
  const member = operatorOf(previous) === '.' || operatorOf(next) === '.';
  if (word.value === 'ORDER' && wordOf(next) === 'BY') return writeOrder(nodes, at, following, names, writer);
  if (!member && next?.kind === 'group' && next.open === '(' && !notCalls.test(word.value)) {
    const typed = operatorOf(previous) === '::';
    const within = withinGroup(nodes, following);
    if (within !== undefined && /^(LISTAGG|STRING_AGG)$/.test(word.value)) {
      const call = writeCall(word, next, names, writer);
      const order = writeNodes(within.order, names, writer).trim();
      return { text: `${call.slice(0, -1)} ${order})`, next: within.next };
    }
    if (!typed) return { text: writeCall(word, next, names, writer), next: following + 1 };
  }
  if (member) return { text: word.text, next: at + 1 };
  const refuse = (why: string): Written => {
    writer.refused(word, word.value, why);
    return { text: word.text, next: at + 1 };
  };
  switch (word.value) {
    case 'LIKE':
      return { text: writer.dialect === 'sqlite' ? 'ILIKE' : word.text, next: at + 1 };
    case 'EXCEPT':
      // Of a star: columns that are left out.
      return {
        text: operatorOf(previous) === '*' && next?.kind === 'group' && !isQuery(next.nodes) ? 'EXCLUDE' : word.text,
        next: at + 1,
      };
    case 'ROWID':
    case 'OID':
    case 'CTID':
      return refuse('A row has no number here: name the columns that identify it.');
    case 'DIV':
      return { text: '//', next: at + 1 };
    case 'MOD':
      return { text: '%', next: at + 1 };
    case 'RLIKE':
    case 'REGEXP':
    case 'SIMILAR':
    case 'GLOB':
      return refuse('The regular expressions of the dialects differ: use REGEXP_MATCHES(x, pattern).');
    case 'XOR':
      return refuse('Write a <> b.');
    case 'APPLY':
      if (wordOf(previous) === 'CROSS') return { text: 'JOIN LATERAL', next: at + 1 };
      return refuse('Write LEFT JOIN LATERAL (SELECT ...) AS x ON TRUE.');
    case 'SQL_CALC_FOUND_ROWS':
    case 'SQL_NO_CACHE':
    case 'SQL_CACHE':
    case 'SQL_SMALL_RESULT':
    case 'SQL_BIG_RESULT':
    case 'SQL_BUFFER_RESULT':
    case 'HIGH_PRIORITY':
    case 'STRAIGHT_JOIN':
    case 'DISTINCTROW':
      return isMysql(writer)
        ? refuse('It tells the other engine what to do: leave it out.')
        : { text: word.text, next: at + 1 };
    case 'DISTINCT':
    case 'GROUP':
    case 'USING':
      tellApart(word, writer);
      return { text: word.text, next: at + 1 };
    case 'PIVOT':
    case 'UNPIVOT':
    case 'TABLESAMPLE':
    case 'CONNECT':
    case 'MATCH_RECOGNIZE':
      return refuse('The authoring dialect has no form for it.');
    case 'STRUCT':
      return refuse('There are no structs here: use plain columns or JSON.');
    case 'TIME':
      return wordOf(next) === 'ZONE'
        ? refuse('There are no time zones here: every TIMESTAMP is UTC.')
        : { text: word.text, next: at + 1 };
    case 'CURRENT_DATE':
    case 'CURRENT_TIMESTAMP':
      if (writer.dialect !== 'bigquery') {
        writer.confirm(word, word.value, 'it is that of UTC here, whatever the session says');
      }
      return { text: word.value, next: at + 1 };
    default:
      return { text: word.text, next: at + 1 };
  }
}

function isMysql({ dialect }: Writer): boolean {
  return dialect === 'mysql' || dialect === 'mariadb';
}

/** Texts that are told apart, sorted or joined by what the collation calls equal there. */
export function tellApart(range: Token, writer: Writer): void {
  if (!writer.traits.ignoresCase) return;
  const why = 'texts compare by their bytes here, so that case counts; the usual collations there ignore it';
  writer.confirmOnce(range, 'a comparison of texts', why);
}

/** `WITHIN GROUP (ORDER BY ...)` behind a call. */
function withinGroup(
  nodes: readonly Node[],
  call: number,
): { readonly order: readonly Node[]; readonly next: number } | undefined {
  const within = after(nodes, call);
  const group = within < 0 ? -1 : after(nodes, within);
  const order = group < 0 ? -1 : after(nodes, group);
  const body = nodes[order];
  if (wordOf(nodes[within]) !== 'WITHIN' || wordOf(nodes[group]) !== 'GROUP' || body?.kind !== 'group')
    return undefined;
  return { order: body.nodes, next: order + 1 };
}

const regexes = /^(~|~\*|!~|!~\*)$/;

function writeOperator(nodes: readonly Node[], at: number, token: Token, writer: Writer): Written {
  const previous = before(nodes, at);
  const following = after(nodes, at);
  const next = following < 0 ? undefined : nodes[following];
  const as = (text: string): Written => ({ text, next: at + 1 });
  const { dialect, traits } = writer;
  switch (token.text) {
    case '<=>':
      return as(' IS NOT DISTINCT FROM ');
    case '==':
      return as('=');
    case '!=':
      return as('<>');
    case '||':
      if (dialect !== 'mysql' && dialect !== 'mariadb') return as('||');
      writer.confirm(token, '||', `it is OR in ${traits.title} unless PIPES_AS_CONCAT is set`);
      return as(' OR ');
    case '->':
    case '->>':
      if (isMysql(writer))
        writer.confirmOnce(token, token.text, "JSON's null is NULL here, a value or the text null there");
      return as(token.text);
    case '-':
    case '+':
      if (isMysql(writer) && wordOf(next) === 'INTERVAL') {
        writer.confirm(token, `${token.text} INTERVAL`, 'a DATE becomes a TIMESTAMP here and stays a DATE there');
      }
      if (token.text === '-') return as('-');
      return as(dialect === 'transactsql' && (previous?.kind === 'text' || next?.kind === 'text') ? '||' : '+');
    case '/':
      if (traits.integerDivision) return divide(nodes, at, previous, next, writer);
      if (isMysql(writer)) {
        const why =
          'it gives a DOUBLE here and an infinity for a zero divisor, there a few decimals more and NULL: write a / NULLIF(b, 0)';
        writer.confirm(token, '/', why);
      }
      return as('/');
    case '^':
      if (dialect !== 'postgres' && dialect !== 'redshift')
        writer.refused(token, '^', 'It is XOR of bits there, a power here.');
      return as('^');
    case ':':
      writer.refused(token, 'a path with a colon', "Write x ->> '$.name' for the text of a member.");
      return as(':');
    case '::': {
      const { nodes: type, end } = typeBehind(nodes, at);
      const target = writeType(type, writer);
      confirmCast(target, token, writer);
      return { text: `::${target}`, next: end, join: true };
    }
    case ';':
      return as(following < 0 ? '' : ';');
    default:
      if (regexes.test(token.text)) {
        const why = 'It finds a part of the text there and must match all of it here: use REGEXP_MATCHES(x, pattern).';
        writer.refused(token, token.text, why);
      }
      return as(token.text);
  }
}

function divide(
  nodes: readonly Node[],
  at: number,
  previous: Node | undefined,
  next: Node | undefined,
  writer: Writer,
): Written {
  const token = nodes[at] as Token;
  const numbers = [previous, next].filter((node): node is Token => node?.kind === 'number');
  const fraction = numbers.some((number) => /[.eE]/.test(number.text));
  const cast = /^(FLOAT\d*|DOUBLE|PRECISION|NUMERIC|DECIMAL|REAL)$/.test(wordOf(previous));
  if (fraction || cast) return { text: '/', next: at + 1 };
  if (numbers.length === 2) return { text: '//', next: at + 1 };
  const why = 'it keeps the fraction here, and drops it there where both sides are integers: write // for those';
  writer.confirm(token, '/', why);
  return { text: '/', next: at + 1 };
}

/** The nodes of a type behind `::`, and where it ends. */
function typeBehind(nodes: readonly Node[], at: number): { readonly nodes: readonly Node[]; readonly end: number } {
  const more = /^(PRECISION|VARYING|WITH|WITHOUT|TIME|ZONE|UNSIGNED|INTEGER)$/;
  let end = after(nodes, at) + 1;
  if (end <= 0) return { nodes: [], end: nodes.length };
  while (end < nodes.length) {
    const next = after(nodes, end - 1);
    const node = nodes[next];
    const first = wordOf(nodes[after(nodes, at)]);
    const continues =
      node?.kind === 'word' &&
      more.test(node.value) &&
      /^(DOUBLE|CHARACTER|TIMESTAMP|TIME|SIGNED|WITH|WITHOUT)$/.test(first);
    if (node === undefined || (!continues && (node.kind !== 'group' || next !== end))) break;
    end = next + 1;
  }
  return { nodes: nodes.slice(at + 1, end), end };
}
