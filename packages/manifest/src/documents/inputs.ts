import { choice, flag, form, list, object, optional, text, textOr, variants, word } from '../schema/build.ts';
import { forms } from '../schema/forms.ts';
import type { Written } from '../schema/schema.ts';
import { classification, columnType } from './column.ts';

/** The ways to load a source. */
export const strategies = [
  'cdc',
  'incremental',
  'full_refresh',
  'snapshot_diff',
  'api_poll',
  'file_watch',
  'stream',
  'event',
] as const;

const name = form("The name that `ref('...')` uses.", forms.name);

const column = textOr(
  'Name of the column, or a mapping that says more.',
  form('Column.', forms.identifier),
  object('Column.', {
    name: form('Name.', forms.identifier),
    type: optional(columnType),
    nullable: optional(flag('Whether it may be null.')),
    classification: optional(classification),
  }),
);

const source = object('A table, topic or file of one of the tenant’s connections.', {
  name,
  kind: word('Kind of the input.', 'source'),
  connection: text('Name of the connection.'),
  resource: form('Table, topic or path in the source.', forms.identifier),
  strategy: choice('How it is loaded.', strategies),
  cursor_field: optional(form('Column that grows with every change.', forms.identifier)),
  schedule: optional(text('When it is loaded: five cron fields, UTC.')),
  columns: optional(list('Columns to load; all locked columns where it is left out.', column, { minItems: 1 })),
});

const product = object('Another product of the same tenant.', {
  name,
  kind: word('Kind of the input.', 'product'),
  product: text('Name of the product.'),
  version: optional(text('Range of versions that will do, e.g. ">=1.0.0".')),
});

/** `inputs.yaml`. */
export const inputsDocument = object('What a product reads.', {
  inputs: list('Inputs.', variants('Input.', 'kind', { source, product })),
});
export type WrittenInputs = Written<typeof inputsDocument>;
export type WrittenSourceInput = Written<typeof source>;
export type WrittenProductInput = Written<typeof product>;
