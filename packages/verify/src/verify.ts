import { located } from '@akili/diagnostics';
import type { Diagnostic, Finding } from '@akili/diagnostics';
import type { Compilation, CompiledProduct, Target } from '@akili/model';
import { duckdbJudge } from './duckdb-judge.ts';
import { declaredRelations } from './declared-relation.ts';
import { textsOfProduct, type EmittedText } from './emitted-text.ts';
import { grammarJudge } from './grammar-judge.ts';
import type { Judge } from './judge.ts';
import { postgresJudge } from './postgres-judge.ts';
import { secondVote } from './vote/second-vote.ts';

/** What verification is told beside the compilation. */
export interface VerifyOptions {
  /** Where the embedded PostgreSQL's snapshot lies or is built. */
  readonly snapshotDirectory: string;
  /** Whole compilations declare relations of products that are not verified themselves; all are by default. */
  readonly isChosen?: (product: CompiledProduct) => boolean;
  readonly onProduct?: (done: number, total: number) => void;
}

/**
 * Reads every emitted text a second time: DuckDB and PostgreSQL prepare it where nothing exists but what the product
 * declares, PostgreSQL's grammar parses it, an independent parser votes on its relations. Empty when all agree. Engines
 * are opened when the first text of theirs comes, and closed at the end.
 */
export async function verify(compilation: Compilation, options: VerifyOptions): Promise<readonly Diagnostic[]> {
  const duckdb = duckdbJudge();
  const postgres = postgresJudge(options.snapshotDirectory);
  const grammar = grammarJudge();
  const judges: Readonly<Record<Target, readonly Judge[]>> = {
    duckdb: [duckdb],
    postgres: [grammar, postgres],
    starrocks: [],
  };
  const isChosen = options.isChosen ?? (() => true);
  const products = compilation.products.filter(isChosen);
  const declared = declaredRelations(compilation);
  const diagnostics: Diagnostic[] = [];
  try {
    for (const [done, product] of products.entries()) {
      options.onProduct?.(done, products.length);
      const texts = [...textsOfProduct(product, declared(product))];
      const findings: Finding[] = [...(await secondVote(texts))];
      for (const [target, asked] of Object.entries(judges)) {
        for (const judge of asked) findings.push(...(await judge.judge(textsFor(target as Target, texts))));
      }
      for (const finding of findings) diagnostics.push(located(finding, product.origin));
    }
  } finally {
    for (const judge of [duckdb, postgres, grammar]) await judge.close();
  }
  return diagnostics;
}

function textsFor(target: Target, texts: readonly EmittedText[]): readonly EmittedText[] {
  return texts.filter((text) => text.target === target);
}
