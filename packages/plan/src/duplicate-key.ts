/**
 * True where an object of a JSON text has a key twice, however the key is escaped. The text has to be JSON: one pass, a
 * set an open object.
 */
export function hasDuplicateKey(text: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  let isKey = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 123) {
      open.push(new Set());
      isKey = true;
    } else if (code === 91) {
      open.push(undefined);
      isKey = false;
    } else if (code === 125 || code === 93) {
      open.pop();
      isKey = false;
    } else if (code === 44) isKey = open.at(-1) !== undefined;
    else if (code === 58) isKey = false;
    else if (code === 34) {
      const end = endOfString(text, index);
      const keys = open.at(-1);
      if (isKey && keys !== undefined) {
        const written = text.slice(index, end + 1);
        const key = written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1);
        if (keys.has(key)) return true;
        keys.add(key);
        isKey = false;
      }
      index = end;
    }
  }
  return false;
}

function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (text.charCodeAt(index) !== 34) index += text.charCodeAt(index) === 92 ? 2 : 1;
  return index;
}
