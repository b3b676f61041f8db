import type { SourceAccess } from '../source.ts';
import { SourceError } from '../source.ts';

/** Reads the settings of a connection. What has another form than it must is refused by name, never by value. */
export interface Settings {
  text(name: string): string | undefined;
  /** Throws `unsupported` where it is missing or empty. */
  needed(name: string): string;
  /**
   * `host`: the name or address of a machine. A path is refused: to clients it is a socket of the machine that akili runs
   * on, whose server takes akili's own user for the login.
   */
  host(): string;
  /** `port`, from 1 to 65535. Clients of databases fail to answer for others. */
  port(otherwise: number): number;
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
  const needed = (name: string): string => text(name) || refuse(name, 'is missing');
  const count = (name: string): number | undefined => {
    const value = get(name);
    if (value === undefined || value === null) return undefined;
    const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
    return typeof number === 'number' && Number.isSafeInteger(number) && number > 0
      ? number
      : refuse(name, 'is no whole number from 1');
  };
  return {
    ...{ text, needed, count },
    host() {
      const host = needed('host');
      return notOfHosts.test(host) ? refuse('host', 'is no name or address of a machine') : host;
    },
    port(otherwise) {
      const port = count('port') ?? otherwise;
      return port > 65_535 ? refuse('port', 'is no port from 1 to 65535') : port;
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

/** What a URL's host may not hold either: separators of paths, of logins and of queries, blanks and control characters. */
const notOfHosts = /[\s\p{Cc}/\\@?#]/u;
