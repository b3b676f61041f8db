import type { Reading } from './strangers-in.ts';

export type Parse = (sql: string) => Reading;

interface ParserModule {
  readonly Parser: new () => { parse(sql: string, options: { readonly database: string }): Reading };
}

/** One dialect of node-sql-parser. The library is CommonJS: bundled it has its exports below `default`. */
export function parserOf(module: ParserModule | { readonly default: ParserModule }, database: string): Parse {
  const { Parser } = 'default' in module ? module.default : module;
  const parser = new Parser();
  return (sql) => parser.parse(sql, { database });
}
