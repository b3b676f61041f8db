import type { SourceAccess } from '../source.ts';
import { SourceError } from '../source.ts';

/** Reads the settings of a connection. What has another form than it must is refused by name, never by value. */
export interface Settings {
  text(name: string): string | undefined;
  /** Throws `unsupported` where it is missing or empty. */
  needed(name: string): string;
  /** A whole number from 1; a text of digits will do. */
  count(name: string): number | undefined;
  flag(name: string): boolean | undefined;
  texts(name: string): readonly string[] | undefined;
  choice<T extends string>(name: string, choices: readonly T[]): T | undefined;
}

export function settingsOf({ config }: Pick<SourceAccess, 'config'>): Settings {
  const get = (name: string): unknown => (Object.hasOwn(config, name) ? config[name] : undefined);
  const refuse = (name: string, must: string): never => {
    throw new SourceError('unsupported', `config.${name} ${must}`);
  };
  const text = (name: string): string | undefined => {
    const value = get(name);
    if (value === undefined || value === null) return undefined;
    return typeof value === 'string' ? value : refuse(name, 'is no text');
  };
  return {
    text,
    needed: (name) => text(name) || refuse(name, 'is missing'),
    count(name) {
      const value = get(name);
      if (value === undefined || value === null) return undefined;
      const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
      return typeof number === 'number' && Number.isSafeInteger(number) && number > 0
        ? number
        : refuse(name, 'is no whole number from 1');
    },
    flag(name) {
      const value = get(name);
      if (value === undefined || value === null) return undefined;
      return typeof value === 'boolean' ? value : refuse(name, 'is neither true nor false');
    },
    texts(name) {
      const value = get(name);
      if (value === undefined || value === null) return undefined;
      if (typeof value === 'string') return [value];
      return Array.isArray(value) && value.every((one) => typeof one === 'string')
        ? (value as readonly string[])
        : refuse(name, 'is no list of texts');
    },
    choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
      const value = text(name);
      if (value === undefined) return undefined;
      return choices.find((one) => one === value) ?? refuse(name, `is none of ${choices.join(', ')}`);
    },
  };
}
