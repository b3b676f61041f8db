import { choice, list, object, optional, text, word } from '../schema/build.ts';
import type { Written } from '../schema/schema.ts';
import { classification } from './column.ts';

/** `governance.yaml`. */
export const governanceDocument = object('Who may read a product.', {
  apiVersion: word('Version of the format.', 'akili/v1'),
  kind: word('Kind of the document.', 'Governance'),
  classification,
  access: optional(
    list(
      'Grants.',
      object('Grant.', {
        team: text('A team of `tenant.yaml`.'),
        role: choice('Role.', ['viewer', 'editor', 'owner']),
      }),
    ),
  ),
  steward: optional(text('Who answers for the data.', { maxLength: 320 })),
  compliance: optional(list('Regimes that apply.', text('Regime.', { maxLength: 63 }), { uniqueItems: true })),
});
export type WrittenGovernance = Written<typeof governanceDocument>;
