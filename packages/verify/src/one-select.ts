/** A node of libpg-query's tree: an object whose keys name node kinds or fields. */
type Tree = { readonly [key: string]: unknown };

/** Kinds of nodes that change something. They can stand in WITH. */
const changing = new Set(['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt']);

/**
 * What is wrong with a parse result of PostgreSQL's own grammar, or undefined when it is exactly one SELECT that writes
 * nothing, locks nothing, and reads only the relations named `schema.table` in `allowed` and its own WITH queries.
 */
export function notOneSelect(result: unknown, allowed: ReadonlySet<string>): string | undefined {
  const statements = (result as { stmts?: readonly { stmt?: Tree }[] }).stmts ?? [];
  if (statements.length !== 1) return `there are ${statements.length} statements`;
  const [kind = 'nothing'] = Object.keys(statements[0]?.stmt ?? {});
  if (kind !== 'SelectStmt') return `it is a ${kind}`;
  return walk(statements[0]?.stmt, { allowed, ctes: withNames(statements[0]?.stmt) });
}

interface Scope {
  readonly allowed: ReadonlySet<string>;
  readonly ctes: ReadonlySet<string>;
}

function walk(node: unknown, scope: Scope): string | undefined {
  if (Array.isArray(node)) return firstOf(node, scope);
  if (typeof node !== 'object' || node === null) return undefined;
  for (const [key, value] of Object.entries(node)) {
    const found = wrongKey(key, value, scope) ?? walk(value, scope);
    if (found !== undefined) return found;
  }
  return undefined;
}

function firstOf(nodes: readonly unknown[], scope: Scope): string | undefined {
  for (const node of nodes) {
    const found = walk(node, scope);
    if (found !== undefined) return found;
  }
  return undefined;
}

function wrongKey(key: string, value: unknown, { allowed, ctes }: Scope): string | undefined {
  if (key === 'intoClause') return 'it has INTO';
  if (key === 'lockingClause' && (value as readonly unknown[]).length > 0) return 'it locks rows';
  if (changing.has(key)) return `it holds a ${key}`;
  if (key === 'ParamRef') return 'it has a parameter';
  if (key !== 'RangeVar') return undefined;
  const { catalogname, schemaname, relname } = value as {
    readonly catalogname?: string;
    readonly schemaname?: string;
    readonly relname?: string;
  };
  if (catalogname !== undefined) return `it names the database "${catalogname}"`;
  if (schemaname === undefined && ctes.has(relname ?? '')) return undefined;
  const name = schemaname === undefined ? (relname ?? '') : `${schemaname}.${relname ?? ''}`;
  return allowed.has(name) ? undefined : `it reads ${name}`;
}

function withNames(node: unknown, names = new Set<string>()): ReadonlySet<string> {
  if (typeof node !== 'object' || node === null) return names;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'CommonTableExpr') names.add(String((value as { ctename?: string }).ctename));
    withNames(value, names);
  }
  return names;
}
