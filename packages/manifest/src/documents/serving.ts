import { choice, flag, form, list, object, optional, text } from '../schema/build.ts';
import { forms } from '../schema/forms.ts';
import type { Written } from '../schema/schema.ts';

const columns = list('Columns.', form('Column.', forms.identifier), { minItems: 1, uniqueItems: true });

const config = object('How it is served.', {
  engine: choice('starrocks for analytics, postgresql for lookup.', ['starrocks', 'postgresql']),
  materialized: optional(flag('Whether a materialized view with the sort key is kept; default false.')),
  refresh_interval: optional(form('How often it is refreshed.', forms.duration)),
  cache_ttl: optional(form('How long an answer may be cached.', forms.duration)),
  index_columns: optional(columns),
  indexes: optional(
    list('Sort keys and indexes.', object('Index.', { columns, type: choice('Type.', ['sort_key', 'index']) })),
  ),
});

const mode = object('A way in which the product is read.', {
  // Any text: an intent of the platform that is not supported here gets a code of its own (`unsupportedIntents`).
  intent: text('lookup or analytics.'),
  config,
});

/** `serving.yaml`. */
export const servingDocument = object('How a product is read.', {
  serving: object('Serving.', { modes: list('Modes.', mode) }),
});
export type WrittenServing = Written<typeof servingDocument>;
export type WrittenMode = Written<typeof mode>;
