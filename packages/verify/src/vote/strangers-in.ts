/** What the parser says of a text: its tables as `action::schema::table`, and its tree. */
export interface Reading {
  readonly tableList: readonly string[];
  readonly ast: unknown;
}

/**
 * Relations of a reading that are neither in `allowed` (parts joined by dots) nor WITH queries of the text itself. An
 * action other than `select` is a stranger whatever it names.
 */
export function strangersIn({ tableList, ast }: Reading, allowed: ReadonlySet<string>): readonly string[] {
  const own = withNames(ast);
  const strangers = tableList.filter((entry) => {
    const [action = '', schema = '', table = ''] = entry.split('::');
    if (action !== 'select') return true;
    return schema === 'null' ? !own.has(table) : !allowed.has(`${schema}.${table}`);
  });
  return [...new Set(strangers.map(nameOf))].sort();
}

/** The relations of a reading, with their schemas where they are written, without its own WITH queries. */
export function relationsOf({ tableList, ast }: Reading): readonly string[] {
  const own = withNames(ast);
  const read = tableList.filter((entry) => {
    const [, schema = '', table = ''] = entry.split('::');
    return schema !== 'null' || !own.has(table);
  });
  return [...new Set(read.map(nameOf))].sort();
}

function nameOf(entry: string): string {
  const [action = '', schema = '', table = ''] = entry.split('::');
  const name = schema === 'null' ? table : `${schema}.${table}`;
  return action === 'select' ? name : `${action} ${name}`;
}

function withNames(node: unknown, names = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(node)) for (const each of node) withNames(each, names);
  if (typeof node !== 'object' || node === null) return names;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'with' && Array.isArray(value)) {
      for (const { name } of value as readonly { name?: { value?: string } }[]) names.add(name?.value ?? '');
    }
    withNames(value, names);
  }
  return names;
}
