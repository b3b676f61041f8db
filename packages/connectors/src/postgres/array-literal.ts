/** Reads PostgreSQL's text of an array of one dimension; undefined for one with several, or other lower bounds. */
export function readArray(text: string): readonly (string | null)[] | undefined {
  if (!text.startsWith('{')) return undefined;
  if (text === '{}') return [];
  const elements: (string | null)[] = [];
  let at = 1;
  while (at < text.length) {
    if (text[at] === '{') return undefined;
    if (text[at] === '"') {
      let element = '';
      for (at += 1; text[at] !== '"'; at += 1) {
        if (text[at] === '\\') at += 1;
        element += text[at] ?? '';
        if (at >= text.length) return undefined;
      }
      elements.push(element);
      at += 1;
    } else {
      const end = text.slice(at).search(/[,}]/) + at;
      const element = text.slice(at, end);
      elements.push(element === 'NULL' ? null : element);
      at = end;
    }
    if (text[at] === '}') return elements;
    at += 1;
  }
  return undefined;
}
