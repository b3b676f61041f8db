import { SourceError } from '../source.ts';

/** A name between backticks: whatever it says, it is a name. MySQL's names have 1 to 64 characters. */
export function quoteName(name: string): string {
  if (name === '' || name.length > 64 || name.includes('\0'))
    throw new SourceError('resource', `there can be no table or column ${JSON.stringify(name)}`);
  return `\`${name.replaceAll('`', '``')}\``;
}

/** A text as a literal that means the same under every sql_mode: its bytes. */
export function quoteText(text: string): string {
  return text === '' ? `''` : `CONVERT(X'${Buffer.from(text, 'utf8').toString('hex')}' USING utf8mb4)`;
}
