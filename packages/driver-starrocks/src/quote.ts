/** An identifier in backticks. A dot in it stays part of it: nested namespaces of Iceberg have them. */
export function identifier(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** A name of several parts, each in backticks: `` `catalog`.`database`.`table` ``. */
export function qualified(...parts: readonly string[]): string {
  return parts.map(identifier).join('.');
}

const escapes: { readonly [character: string]: string } = {
  '\0': '\\0',
  '\n': '\\n',
  '\r': '\\r',
  '\b': '\\b',
  '\t': '\\t',
  '\x1a': '\\Z',
};

/** A string literal. StarRocks reads backslashes as MySQL does by default, so that both kinds of escape are needed. */
export function literal(value: string): string {
  const escaped = value.replace(/[\0\n\r\b\t\x1a'"\\]/g, (character) => escapes[character] ?? `\\${character}`);
  return `'${escaped}'`;
}

/** `("key" = "value", ...)`, sorted by key. */
export function properties(values: { readonly [key: string]: string }): string {
  const list = Object.keys(values).sort();
  return `(${list.map((key) => `${literal(key)} = ${literal(values[key] as string)}`).join(', ')})`;
}

/** A user of any host, which is how tenants log in. */
export function userIdentity(name: string): string {
  return `${literal(name)}@'%'`;
}
