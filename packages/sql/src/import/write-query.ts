import { relationName } from './relation-name.ts';
import { isSpace, operatorOf, solid, wordOf, type Node, type Token } from './token.ts';
import { after, isQuery, writeNext, writeNodes, type Names, type Written } from './write-nodes.ts';
import { ruleOf } from './functions/index.ts';
import type { Writer } from './writer.ts';

const clauseEnds =
  /^(WHERE|GROUP|HAVING|QUALIFY|ORDER|LIMIT|OFFSET|FETCH|WINDOW|UNION|EXCEPT|INTERSECT|MINUS|FOR|OPTION|SELECT)$/;

/** A query of one level: tables become templates, TOP and FETCH become LIMIT, the rest is written node by node. */
export function writeQuery(nodes: readonly Node[], outer: Names, writer: Writer): string {
  const names = new Set([...outer, ...withNames(nodes)]);
  const limit = { text: '' };
  let out = '';
  let clause: 'other' | 'relation' | 'joined' = 'other';
  for (let at = 0; at < nodes.length;) {
    const node = nodes[at] as Node;
    const word = wordOf(node);
    if (isSpace(node)) {
      const { text, next } = writeNext(nodes, at, names, writer);
      out += text;
      at = next;
      continue;
    }
    if (word === 'FROM' && !isDistinctFrom(nodes, at)) clause = 'relation';
    else if (/JOIN$|^APPLY$/.test(word) && clause !== 'other') clause = 'relation';
    else if (operatorOf(node) === ',' && clause === 'joined') clause = 'relation';
    else if (clauseEnds.test(word) && !(word === 'FOR' && clause === 'joined')) clause = 'other';
    else if (clause === 'relation' && word !== 'LATERAL') {
      const written = writeRelation(nodes, at, names, writer);
      out += written.text;
      at = written.next;
      clause = 'joined';
      continue;
    }
    const listed = writeColumnNames(nodes, at, clause === 'joined', names);
    if (listed !== undefined) {
      out += listed.text;
      at = listed.next;
      continue;
    }
    const written = writeClause(nodes, at, names, limit, writer) ?? writeNext(nodes, at, names, writer);
    out = written.join === true ? out.trimEnd() + written.text : out + written.text;
    at = written.next;
  }
  if (limit.text === '') return out;
  // On a line of its own: a comment at the end would swallow it.
  return `${out.trimEnd()}${/--[^\n]*$|\n/.test(out.trimEnd()) ? '\n' : ' '}LIMIT ${limit.text}\n`.replace(/\n$/, '');
}

/** `x (a, b)` as the alias of a relation or the name of a WITH query: names, and no call. */
function writeColumnNames(nodes: readonly Node[], at: number, joined: boolean, names: Names): Written | undefined {
  const name = nodes[at] as Node;
  const following = after(nodes, at);
  const list = nodes[following];
  if ((name.kind !== 'word' && name.kind !== 'name') || list?.kind !== 'group' || list.open !== '(') return undefined;
  const ofWith = names.has(nameOf(name).toLowerCase()) && wordOf(nodes[after(nodes, following)]) === 'AS';
  const previous = solid(nodes.slice(0, at)).at(-1);
  const ofRelation = joined && (wordOf(previous) === 'AS' || previous?.kind === 'group' || previous?.kind === 'name');
  const plain = solid(list.nodes).every(
    (node) => node.kind === 'word' || node.kind === 'name' || operatorOf(node) === ',',
  );
  if (!plain || (!ofWith && !ofRelation) || noAlias.test(wordOf(name))) return undefined;
  const columns = solid(list.nodes)
    .filter((node): node is Token => node.kind === 'word' || node.kind === 'name')
    .map((node) => (node.kind === 'name' ? `"${node.value.replaceAll('"', '""')}"` : node.text));
  const written = name.kind === 'name' ? `"${name.value.replaceAll('"', '""')}"` : name.text;
  return { text: `${written}(${columns.join(', ')})`, next: following + 1 };
}

function isDistinctFrom(nodes: readonly Node[], at: number): boolean {
  const [second, first] = nodes
    .slice(0, at)
    .filter((node) => !isSpace(node))
    .reverse();
  return wordOf(second) === 'DISTINCT' && /^(IS|NOT)$/.test(wordOf(first));
}

/** The names that WITH gives on this level. */
function withNames(nodes: readonly Node[]): readonly string[] {
  const inside = solid(nodes);
  if (wordOf(inside[0]) !== 'WITH') return [];
  return inside.flatMap((node, i) => {
    const body = inside[i + 1];
    const columns = body?.kind === 'group' && wordOf(inside[i + 2]) === 'AS';
    const isName = (node.kind === 'word' || node.kind === 'name') && (wordOf(body) === 'AS' || columns);
    const led = operatorOf(inside[i - 1]) === ',' || /^(WITH|RECURSIVE)$/.test(wordOf(inside[i - 1]));
    return isName && led ? [nameOf(node as Token).toLowerCase()] : [];
  });
}

function nameOf(token: Token): string {
  return token.kind === 'name' ? token.value : token.text;
}

/** A table, a table function or something in parentheses, without what follows it. */
function writeRelation(nodes: readonly Node[], at: number, names: Names, writer: Writer): Written {
  const first = nodes[at] as Node;
  if (first.kind === 'group') {
    const text = isQuery(first.nodes)
      ? writeQuery(first.nodes, names, writer)
      : writeQuery([fromWord(first.start), ...first.nodes], names, writer).replace(/^FROM /, '');
    return { text: `(${text})`, next: at + 1 };
  }
  if (first.kind !== 'word' && first.kind !== 'name') return writeNext(nodes, at, names, writer);
  const parts: Token[] = [first];
  let end = at + 1;
  // BigQuery reads a name with dashes where a table is expected.
  while (/^[.-]$/.test(operatorOf(nodes[end])) && (operatorOf(nodes[end]) === '.' || writer.dialect === 'bigquery')) {
    // SQL Server's `db..t` leaves the schema out.
    if (operatorOf(nodes[end + 1]) === '.' && writer.dialect === 'transactsql') end++;
    const next = nodes[end + 1];
    if (next?.kind !== 'word' && next?.kind !== 'name' && next?.kind !== 'number') break;
    const dash = operatorOf(nodes[end]) === '-';
    const last = parts.at(-1);
    if (dash && last !== undefined) parts[parts.length - 1] = { ...last, text: `${last.text}-${next.text}` };
    else parts.push(next);
    end += 2;
  }
  const behind = after(nodes, end - 1);
  const next = behind < 0 ? undefined : nodes[behind];
  if (next?.kind === 'group' && next.open === '(' && parts.length === 1)
    return writeTableFunction(first, nodes, at, next, names, writer);
  const [name] = parts;
  if (parts.length === 1 && name !== undefined && names.has(nameOf(name).toLowerCase())) {
    return { text: name.kind === 'name' ? `"${name.value}"` : name.text, next: end };
  }
  const ref = relationName(parts, writer);
  const last = parts.at(-1) as Token;
  const written = nameOf(last).split('.').at(-1) ?? '';
  // Columns may be qualified with the table's own name.
  const alias = hasAlias(nodes, end) || written.toLowerCase() === ref ? '' : ` AS "${written.replaceAll('"', '""')}"`;
  return { text: `{{ ref('${ref}') }}${alias}`, next: skipHints(nodes, end, writer) };
}

function fromWord(at: number): Token {
  return { kind: 'word', text: 'FROM ', value: 'FROM', start: at, end: at };
}

function writeTableFunction(
  first: Node,
  nodes: readonly Node[],
  at: number,
  args: Node,
  names: Names,
  writer: Writer,
): Written {
  const name = wordOf(first);
  const known = /^(UNNEST|GENERATE_SERIES)$/.test(name) && ruleOf(writer.dialect, name) !== undefined;
  if (!known) {
    const why = 'Only inputs, UNNEST and GENERATE_SERIES can be read from.';
    writer.refused({ start: first.start, end: args.end }, `the table function ${name}`, why);
  }
  const text = args.kind === 'group' ? writeNodes(args.nodes, names, writer) : '';
  const end = nodes.indexOf(args, at) + 1;
  // Its alias is the name of its one column too, which DuckDB wants to be written.
  let alias = after(nodes, end - 1);
  if (wordOf(nodes[alias]) === 'AS') alias = after(nodes, alias);
  const named = alias < 0 ? undefined : nodes[alias];
  const listed = nodes[after(nodes, alias)]?.kind === 'group';
  if (named === undefined || named.kind === 'group' || listed || !hasAlias(nodes, end))
    return { text: `${name}(${text})`, next: end };
  const written = named.kind === 'name' ? `"${named.value.replaceAll('"', '""')}"` : named.text;
  return { text: `${name}(${text}) AS ${written}(${written})`, next: alias + 1 };
}

const noAlias =
  /^(ON|USING|JOIN|INNER|LEFT|RIGHT|FULL|CROSS|NATURAL|OUTER|SEMI|ANTI|WHERE|GROUP|HAVING|QUALIFY|ORDER|LIMIT|OFFSET|FETCH|WINDOW|UNION|EXCEPT|INTERSECT|MINUS|FOR|WITH|OPTION|LATERAL|TABLESAMPLE|PIVOT|UNPIVOT|FINAL|USE|FORCE|IGNORE|STRAIGHT_JOIN)$/;

function hasAlias(nodes: readonly Node[], end: number): boolean {
  const next = nodes[after(nodes, end - 1)];
  if (after(nodes, end - 1) < 0 || next === undefined) return false;
  return next.kind === 'name' || (next.kind === 'word' && !noAlias.test(next.value));
}

/** `WITH (NOLOCK)` behind a table; hints of other dialects are refused where they stand. */
function skipHints(nodes: readonly Node[], end: number, writer: Writer): number {
  const hint = after(nodes, end - 1);
  const body = hint < 0 ? -1 : after(nodes, hint);
  const group = nodes[body];
  if (/^(mysql|mariadb)$/.test(writer.dialect) && /^(USE|FORCE|IGNORE)$/.test(wordOf(nodes[hint]))) {
    const list = nodes.findIndex((node, i) => i > body && node.kind === 'group');
    if (!/^(INDEX|KEY)$/.test(wordOf(group)) || list < 0) return end;
    writer.confirm(nodes[hint] as Node, 'an index hint', 'it is left out: it changes no row');
    return list + 1;
  }
  if (writer.dialect !== 'transactsql' || wordOf(nodes[hint]) !== 'WITH' || group?.kind !== 'group') return end;
  writer.confirm(group, 'a table hint', 'it is left out: there are no locks here');
  return body + 1;
}

/** TOP, FETCH, LIMIT a, b and MINUS; undefined for everything else. */
function writeClause(
  nodes: readonly Node[],
  at: number,
  names: Names,
  limit: { text: string },
  writer: Writer,
): Written | undefined {
  const node = nodes[at] as Node;
  const next = after(nodes, at);
  switch (wordOf(node)) {
    case 'OPTION':
      if (writer.dialect !== 'transactsql' || nodes[next]?.kind !== 'group') return undefined;
      writer.confirm(node, 'OPTION', 'it is left out: it tells the other engine how to go about it');
      return { text: '', next: next + 1 };
    case 'MINUS':
      return { text: 'EXCEPT', next: at + 1 };
    case 'TOP': {
      const count = nodes[next];
      const plain = count?.kind === 'number' || count?.kind === 'group';
      if (!plain || writer.dialect === 'postgres' || writer.dialect === 'sqlite') return undefined;
      const more = nodes[after(nodes, next)];
      const later = nodes.slice(next).some((one) => /^(UNION|EXCEPT|INTERSECT)$/.test(wordOf(one)));
      if (/^(PERCENT|WITH)$/.test(wordOf(more)) || later) {
        writer.refused(node, 'TOP', 'PERCENT, WITH TIES and TOP of one side of a UNION have no form: use QUALIFY.');
        return { text: '', next: next + 1 };
      }
      limit.text = count.kind === 'group' ? writeNodes(count.nodes, names, writer).trim() : count.text;
      return { text: '', next: blanksFrom(nodes, next + 1) };
    }
    case 'LIMIT': {
      const comma = after(nodes, next);
      if (operatorOf(nodes[comma]) !== ',') return undefined;
      const count = after(nodes, comma);
      return { text: `LIMIT ${textOf(nodes[count])} OFFSET ${textOf(nodes[next])}`, next: count + 1 };
    }
    case 'OFFSET': {
      const rows = after(nodes, next);
      if (!/^ROWS?$/.test(wordOf(nodes[rows]))) return undefined;
      return { text: `OFFSET ${textOf(nodes[next])}`, next: rows + 1 };
    }
    case 'FETCH': {
      const inside = solid(nodes.slice(at)).slice(0, 5);
      const [, first, count, rows, only] = inside;
      const fits = /^(FIRST|NEXT)$/.test(wordOf(first)) && count?.kind === 'number' && /^ROWS?$/.test(wordOf(rows));
      if (!fits || wordOf(only) !== 'ONLY') {
        writer.refused(node, 'FETCH', 'Only FETCH FIRST n ROWS ONLY has a form here.');
        return undefined;
      }
      return { text: `LIMIT ${count.text}`, next: nodes.indexOf(only as Node) + 1 };
    }
    default:
      return undefined;
  }
}

function blanksFrom(nodes: readonly Node[], at: number): number {
  return nodes[at]?.kind === 'blank' ? at + 1 : at;
}

function textOf(node: Node | undefined): string {
  return node === undefined || node.kind === 'group' ? '' : node.text;
}
