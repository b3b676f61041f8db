import { form, list, map, object, optional, scalar, text } from '../schema/build.ts';
import { forms } from '../schema/forms.ts';
import type { Written } from '../schema/schema.ts';

/** `product.yaml`. */
export const productDocument = object('A data product.', {
  product: object('The product.', {
    name: form('Name, unique within the tenant.', forms.name),
    namespace: form('Database of the analytics catalog that holds its table.', forms.name),
    version: form('Semantic version.', forms.version),
    archetype: text('What kind of product it is: source, aggregate or consumer.', { maxLength: 63 }),
    description: text('What it is for.'),
    owner: text('Who answers for it.', { maxLength: 320 }),
    tags: optional(list('Tags.', text('Tag.', { maxLength: 63 }), { uniqueItems: true })),
    vars: optional(map("Values for `var()` over the tenant's.", scalar('Value.'), forms.variable)),
  }),
});
export type WrittenProduct = Written<typeof productDocument>;
