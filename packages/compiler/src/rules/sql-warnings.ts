import type { Finding } from '@akili/diagnostics';
import { lintQuery, type LintScope } from '@akili/sql';
import type { AnalysedProduct } from '../analysed-product.ts';
import { productKey } from '../product-key.ts';
import { subjectOf, type Rule } from '../rule.ts';

/** What SQL means, but its author probably does not. */
export const sqlWarningsRule: Rule = {
  name: 'sql-warnings',
  analysed(analysed): readonly Finding[] {
    const { product, query, rendered, checks } = analysed;
    const scope: LintScope = {
      declaredKeys: ({ kind, name }) => (kind === 'this' ? [] : declaredKeys(analysed, name)),
      starsDrift: product.output === undefined,
    };
    const subject = subjectOf(product);
    return [
      ...lintQuery(query, rendered, scope, subject),
      ...checks.flatMap((check) => lintQuery(check.query, check.rendered, { ...scope, starsDrift: false }, subject)),
    ];
  },
};

/** A source's locked key; what output.yaml or `index_columns` say of a product. */
function declaredKeys({ inputs }: AnalysedProduct, name: string): readonly (readonly string[])[] {
  const input = inputs.get(name);
  if (input === undefined) return [];
  if (input.kind === 'source') return input.key.length === 0 ? [] : [input.key];
  const { key } = productKey(input.product, { groupKey: undefined });
  const known = new Set(input.columns?.map((column) => column.name));
  return [key, ...(input.product.output?.keys ?? [])].filter(
    (columns) => columns.length > 0 && columns.every((column) => known.has(column)),
  );
}
