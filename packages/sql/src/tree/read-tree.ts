import type { ParsedSql } from '@akili/model';
import type { SqlTree } from './sql-tree.ts';

/** The parser's answer as our own tree. `sql` is the text that was parsed (offsets are converted with it). */
export function readTree(_parsed: ParsedSql, _sql: string): SqlTree {
  throw new Error('not built yet');
}
