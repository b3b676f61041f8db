/** A text without its `¦` and the offset where the mark stood: how the tests point at a place. */
export function marked(source: string): { readonly text: string; readonly offset: number } {
  const offset = source.indexOf('¦');
  if (offset < 0) throw new Error(`no mark in ${source}`);
  return { text: source.replace('¦', ''), offset };
}
