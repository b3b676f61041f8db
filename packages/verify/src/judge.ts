import type { Finding } from '@akili/diagnostics';
import type { EmittedText } from './emitted-text.ts';

/** A second reader of emitted texts. Holds an engine open from the first text on. */
export interface Judge {
  /** What it has to say about the texts of one product, all of one target. Rejects only when the reader itself is broken. */
  judge(texts: readonly EmittedText[]): Promise<readonly Finding[]>;
  close(): Promise<void>;
}

/** False where a relation's columns are not known: then no engine can say whether the text is right. */
export function isKnown({ reads }: EmittedText): boolean {
  return reads.every((relation) => relation.columns.length > 0);
}

/** Whose finding it is. */
export function subjectOf({ product }: EmittedText): { readonly tenant: string; readonly product: string } {
  return { tenant: product.tenant, product: product.name };
}
