/** Names of parts of a secret that are none: a login's name in a log helps, and hides nobody's password. */
const open: ReadonlySet<string> = new Set(['username', 'version', 'accessKeyId', 'user']);
/** A derived text shorter than this would blot out ordinary words of a log. */
const shortest = 4;

/**
 * Every form in which a secret could come up in a log: each of its values as it is, a line of it, as base64 (three
 * ways, since what stands before a value shifts it), percent-encoded, and as JSON escapes it. `value` is a text or the JSON
 * document of a secret, of which each part counts.
 */
export function maskedForms(value: unknown): readonly string[] {
  const values = [...leaves(value)].filter((text) => text.trim() !== '');
  return [...new Set(values.flatMap(formsOf))].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

function* leaves(value: unknown): Iterable<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const item of value) yield* leaves(item);
  else if (value !== null && typeof value === 'object')
    for (const [key, member] of Object.entries(value)) if (!open.has(key)) yield* leaves(member);
}

function formsOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  const bytes = Buffer.from(text);
  // With so many unknown bytes before it, and after it: only the characters that the value alone decides.
  const shifted = [0, 1, 2].map((before) =>
    Buffer.from(`${'x'.repeat(before)}${text}`)
      .toString('base64')
      .slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6)),
  );
  const base64 = [bytes.toString('base64'), ...shifted];
  const urlSafe = base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
  const derived = [
    ...lines,
    ...base64,
    ...urlSafe,
    bytes.toString('hex'),
    encodeURIComponent(bytes.toString()),
    encodeURI(bytes.toString()),
    JSON.stringify(text).slice(1, -1),
    JSON.stringify(JSON.stringify(text).slice(1, -1)).slice(1, -1),
  ];
  return [text, ...derived.filter((form) => form.trim().length >= shortest)];
}
