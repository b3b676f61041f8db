import type { Token } from './token.ts';
import type { Writer } from './writer.ts';

/** The name of an input for a table: its last part, or more of them where two tables would share it. */
export function relationName(parts: readonly Token[], writer: Writer): string {
  // BigQuery quotes a whole path at once.
  const path = parts.flatMap((part) => (part.kind === 'name' ? part.value.split('.') : [part.text]));
  const source = path.join('.');
  const known = writer.inputs.find((one) => fullName(one.source, writer) === fullName(source, writer));
  if (known !== undefined) return known.name;
  for (let count = 1; ; count++) {
    const name = nameOf(path.slice(-Math.min(count, path.length)).join('_'));
    const unique = count <= path.length ? name : `${name}_${count}`;
    if (writer.inputs.some((one) => one.name === unique)) continue;
    writer.inputs.push({ name: unique, source });
    return unique;
  }
}

/** `orders` and `public.orders` are one table. */
function fullName(source: string, { traits: { defaultSchema } }: Writer): string {
  const name = source.toLowerCase();
  return name.includes('.') || defaultSchema === undefined ? name : `${defaultSchema}.${name}`;
}

/** Names of inputs are lower-case words joined by single underscores. */
function nameOf(text: string): string {
  const words = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[a-z]/.test(words) ? words : `t_${words}`.replace(/_+$/, '');
}
