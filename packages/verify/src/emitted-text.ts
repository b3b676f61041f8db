import { targets, type Compilation, type CompiledProduct, type SqlByTarget, type Target } from '@akili/model';
import { declaredRelations, type Declarations, type DeclaredRelation } from './declared-relation.ts';

/** One text that the compiler wrote, with what it promised about it. */
export interface EmittedText {
  readonly product: CompiledProduct;
  /** How messages call it: `the transform of \`daily_revenue\``. */
  readonly title: string;
  readonly isTransform: boolean;
  readonly target: Target;
  readonly sql: string;
  /** What it may read: a transform its inputs, a check the product. */
  readonly reads: readonly DeclaredRelation[];
}

/** The texts of the products that `isChosen` picks, in the order of the document. */
export function* emittedTexts(
  compilation: Compilation,
  isChosen: (product: CompiledProduct) => boolean,
): Generator<EmittedText> {
  const declared = declaredRelations(compilation);
  for (const product of compilation.products) {
    if (isChosen(product)) yield* textsOfProduct(product, declared(product));
  }
}

/** The texts of one product; refused ones are left out. */
export function* textsOfProduct(product: CompiledProduct, { self, inputs }: Declarations): Generator<EmittedText> {
  yield* textsOf(product, product.sql, {
    title: `the transform of \`${product.name}\``,
    isTransform: true,
    reads: inputs,
  });
  for (const check of product.checks) {
    const title = `the check \`${check.name}\` of \`${product.name}\``;
    yield* textsOf(product, check.sql, { title, isTransform: false, reads: [self] });
  }
}

function* textsOf(
  product: CompiledProduct,
  sql: SqlByTarget,
  about: Pick<EmittedText, 'title' | 'isTransform' | 'reads'>,
): Generator<EmittedText> {
  for (const target of targets) {
    const text = sql[target];
    if (typeof text === 'string') yield { product, target, sql: text, ...about };
  }
}
