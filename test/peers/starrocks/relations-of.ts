import type { Query } from './query/query.ts';
import type { Statement } from './statement/statement.ts';
import type { Name } from './syntax/names.ts';
import { walk } from './walk.ts';

/**
 * The names of the tables that the queries of a statement read, each once, sorted, as written: an unqualified name stays one
 * part. Common tables are left out where they are in scope; a name that differs in case is another name. Targets of DDL and
 * of INSERT are not read; those of UPDATE and DELETE are.
 */
export function relationsOf(statement: Statement): readonly Name[] {
  const names = new Map<string, Name>();
  collect(statement, new Set(), names);
  if (statement.kind === 'update' || statement.kind === 'delete') add(names, statement.target);
  return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
}

function add(names: Map<string, Name>, name: Name): void {
  names.set(JSON.stringify(name), name);
}

/** Walks what is in scope of `commonTables`; each query inside opens a scope of its own. */
function collect(root: object, commonTables: ReadonlySet<string>, names: Map<string, Name>): void {
  walk(root, (node) => {
    if (node.kind === 'query') {
      collectQuery(node, commonTables, names);
      return true;
    }
    if (node.kind === 'table') {
      const [only] = node.name;
      const isCommon = node.name.length === 1 && only !== undefined && commonTables.has(only);
      if (!isCommon) add(names, node.name);
    }
    return false;
  });
}

function collectQuery(query: Query, outer: ReadonlySet<string>, names: Map<string, Name>): void {
  const inScope = new Set(outer);
  for (const table of query.tables) {
    if (query.recursive) inScope.add(table.name);
    collect(table.query, inScope, names);
    inScope.add(table.name);
  }
  collect([query.body, query.orderBy], inScope, names);
}
