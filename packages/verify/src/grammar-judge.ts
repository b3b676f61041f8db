import { emittedNotOneSelect, type Finding } from '@akili/diagnostics';
import type { EmittedText } from './emitted-text.ts';
import { subjectOf, type Judge } from './judge.ts';
import { notOneSelect } from './one-select.ts';

/** PostgreSQL's own grammar, as WebAssembly: reads each text again and says what else than one plain SELECT it is. */
export function grammarJudge(): Judge {
  return {
    async judge(texts) {
      if (texts.length === 0) return [];
      const { parse } = await import('libpg-query');
      const findings: Finding[] = [];
      for (const text of texts) {
        const problem = await problemOf(parse, text);
        if (problem !== undefined) {
          findings.push(emittedNotOneSelect.at(undefined, { text: text.title, problem }, subjectOf(text)));
        }
      }
      return findings;
    },
    close: () => Promise.resolve(),
  };
}

async function problemOf(
  parse: (sql: string) => Promise<unknown>,
  { sql, reads }: EmittedText,
): Promise<string | undefined> {
  let result: unknown;
  try {
    result = await parse(sql);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return notOneSelect(result, new Set(reads.map((one) => one.nameOn('postgres').join('.'))));
}
