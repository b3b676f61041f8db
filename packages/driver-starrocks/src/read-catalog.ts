/** What SHOW CREATE CATALOG says of an external catalog's properties. */
export function readCatalogProperties(text: string): { readonly [key: string]: string } {
  const list = /\bPROPERTIES\s*\((.*)\)\s*;?\s*$/is.exec(text)?.[1] ?? '';
  const found: { [key: string]: string } = {};
  for (const match of list.matchAll(/(["'])((?:\\.|(?!\1).)*)\1\s*=\s*(["'])((?:\\.|(?!\3).)*)\3/gs)) {
    const key = unescaped(match[2] as string);
    if (!isSecret(key)) found[key] = unescaped(match[4] as string);
  }
  return found;
}

/** Masked when they are shown, so that they say nothing: `AK******M4`. */
function isSecret(key: string): boolean {
  return /(access_key|secret_key|session_token|oauth2\.(token|credential))$/i.test(key);
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/gs, '$1');
}
