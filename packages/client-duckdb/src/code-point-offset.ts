/** The UTF-16 offset of the `count`-th code point of a text: DuckDB counts errors in code points. */
export function codePointOffset(text: string, count: number): number {
  let offset = 0;
  for (let i = 0; i < count && offset < text.length; i++) {
    offset += (text.codePointAt(offset) as number) > 0xffff ? 2 : 1;
  }
  return offset;
}
