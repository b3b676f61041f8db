import { formOrNumber, integer, list, object, optional, text } from '../schema/build.ts';
import { forms } from '../schema/forms.ts';
import type { Written } from '../schema/schema.ts';

/** `compute.yaml`. */
export const computeDocument = object('When and with what a product runs.', {
  compute: object('Compute.', {
    engine: text('What runs it: dagster.', { maxLength: 63 }),
    schedule: optional(text('When it runs: five cron fields, UTC.')),
    resources: optional(
      object('What a run may use.', {
        cpu: optional(formOrNumber('Cores.', forms.cpu)),
        memory: optional(formOrNumber('Memory.', forms.bytes)),
      }),
    ),
    timeout: optional(integer('Seconds that a run may take.', { minimum: 1, maximum: 2_592_000 })),
    retries: optional(integer('Tries beyond the first; default 0.', { maximum: 100 })),
    tags: optional(list('Tags.', text('Tag.', { maxLength: 63 }), { uniqueItems: true })),
  }),
});
export type WrittenCompute = Written<typeof computeDocument>;
