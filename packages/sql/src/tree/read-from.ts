import type { Reader } from './reader.ts';
import { isQualified, readExpr, readExprs } from './read-expr.ts';
import { readQuery } from './read-query.ts';
import { child, children, text, texts, type Serialized } from './serialized.ts';
import type { FromNode, JoinKind } from './sql-tree.ts';

const joinKinds: Readonly<Record<string, JoinKind>> = {
  INNER: 'inner',
  LEFT: 'left',
  RIGHT: 'right',
  OUTER: 'full',
  FULL: 'full',
  SEMI: 'semi',
  ANTI: 'anti',
};

/** Reads what stands in FROM. Undefined when there is no FROM. */
export function readFrom(node: Serialized, reader: Reader): FromNode | undefined {
  if (!reader.enter()) {
    reader.leave();
    return undefined;
  }
  const from = readKind(node, reader);
  reader.leave();
  if (from === undefined) return undefined;
  if (node['sample'] !== undefined) reader.fault('construct', 'TABLESAMPLE', from.at);
  const alias = text(node, 'alias');
  const columns = texts(node, 'column_name_alias');
  return { ...from, ...(alias === '' ? {} : { alias }), ...(columns.length === 0 ? {} : { columns }) };
}

function readKind(node: Serialized, reader: Reader): FromNode | undefined {
  const at = reader.at(node);
  switch (node['type']) {
    case undefined:
    case 'EMPTY':
      return undefined;
    case 'BASE_TABLE': {
      if (node['at_clause'] !== undefined) reader.fault('construct', 'AT (time travel)', at);
      const path = [text(node, 'catalog_name'), text(node, 'schema_name')].filter((part) => part !== '');
      return { k: 'table', at, name: text(node, 'table_name'), ...(path.length === 0 ? {} : { path }) };
    }
    case 'SUBQUERY': {
      const inner = child(child(node, 'subquery') ?? {}, 'node');
      const query = inner && readQuery(inner, reader);
      return query === undefined ? { k: 'fault', at } : { k: 'derived', at, query };
    }
    case 'EXPRESSION_LIST': {
      const rows = (Array.isArray(node['values']) ? (node['values'] as (readonly Serialized[])[]) : []).map((row) =>
        readExprs(row, reader),
      );
      return { k: 'values', at: rows[0]?.[0]?.at ?? at, rows };
    }
    case 'TABLE_FUNCTION':
      return readFunction(node, at, reader);
    case 'JOIN':
      return readJoin(node, at, reader);
    default: {
      const names: Readonly<Record<string, string>> = { SHOW_REF: 'DESCRIBE, SHOW or SUMMARIZE', PIVOT: 'PIVOT' };
      const type = String(node['type']);
      if (type === 'SHOW_REF') reader.fault('not-a-select', names[type] as string, at);
      else reader.fault('construct', names[type] ?? `This FROM (${type.toLowerCase()})`, at);
      return { k: 'fault', at };
    }
  }
}

function readFunction(node: Serialized, at: number, reader: Reader): FromNode {
  const call = child(node, 'function') ?? {};
  const name = text(call, 'function_name').toLowerCase();
  if (node['with_ordinality'] !== undefined) reader.fault('construct', 'WITH ORDINALITY', at);
  const schema = text(call, 'schema');
  return {
    k: 'function',
    at,
    name: isQualified(call, at, reader) ? `${schema}.${name}` : name,
    args: readExprs(children(call, 'children'), reader),
  };
}

function readJoin(node: Serialized, at: number, reader: Reader): FromNode {
  const left = readFrom(child(node, 'left') ?? {}, reader) ?? { k: 'fault' as const, at };
  const right = readFrom(child(node, 'right') ?? {}, reader) ?? { k: 'fault' as const, at };
  const refType = text(node, 'ref_type');
  const place = at < 0 ? right.at : at;
  if (refType === 'CROSS') return { k: 'join', at: place, kind: 'cross', left, right };
  const kind = joinKinds[text(node, 'join_type')];
  if ((refType !== 'REGULAR' && refType !== 'NATURAL') || kind === undefined) {
    const what = refType === 'REGULAR' ? text(node, 'join_type') : refType;
    reader.fault('construct', `${what} JOIN`, place);
    return { k: 'fault', at: place };
  }
  const on = child(node, 'condition');
  const using = texts(node, 'using_columns');
  return {
    k: 'join',
    at: place,
    kind,
    left,
    right,
    ...(on === undefined ? {} : { on: readExpr(on, reader) }),
    ...(using.length === 0 ? {} : { using }),
    ...(refType === 'NATURAL' ? { natural: true as const } : {}),
  };
}
