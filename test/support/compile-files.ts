import { duckdbParser, type DuckDbParser } from '@akili/client-duckdb';
import { collect, compile, needsTemplateParser, type CompileOptions, type Compiled } from '@akili/compiler';
import type { SourceFile } from '@akili/model';
import { readTree, type SqlTree } from '@akili/sql';

let parser: DuckDbParser | undefined;
/** Texts of cases repeat; each is parsed once a process. */
const trees = new Map<string, SqlTree>();

/** Compiles files that are not on disk, sorted by path, with the real parser. */
export async function compileFiles(files: readonly SourceFile[], options: CompileOptions = {}): Promise<Compiled> {
  const snapshot = { files, findings: [] };
  const controlFlow = needsTemplateParser(snapshot) ? (await import('@akili/sql/control-flow')).controlFlow : undefined;
  const collected = collect(snapshot, options, controlFlow);
  const missing = collected.texts.filter((text) => !trees.has(text));
  if (missing.length > 0) {
    parser ??= duckdbParser();
    const parsed = await parser.parse(missing);
    missing.forEach((text, index) => {
      const answer = parsed[index];
      if (answer === undefined) throw new Error('the parser gave too few answers');
      trees.set(text, readTree(answer, text));
    });
  }
  return compile(collected, trees);
}

/** Closes the parser, if one was opened. */
export function closeParser(): void {
  parser?.close();
  parser = undefined;
}
