import { choice, decimal, form, list, object, optional, text } from '../schema/build.ts';
import { forms } from '../schema/forms.ts';
import type { Written } from '../schema/schema.ts';

const check = object('A query that gives one number; it passes when the number is at most the threshold.', {
  name: form('Name, unique within the product.', forms.name),
  sql: text('The query; `{{ this }}` is the table of the product.'),
  severity: choice('A critical check that fails keeps the data from being published, a warning is recorded.', [
    'critical',
    'warning',
  ]),
  threshold: optional(decimal('The largest value that passes; default 0.', forms.decimal)),
  description: optional(text('What it makes sure of.')),
});

/** `quality.yaml`. */
export const qualityDocument = object('What the data of a product must satisfy.', {
  quality: object('Quality.', { checks: list('Checks.', check) }),
});
export type WrittenQuality = Written<typeof qualityDocument>;
export type WrittenCheck = Written<typeof check>;
