import { anything, flag, form, list, map, object, optional, text, textOr, word } from '../schema/build.ts';
import { forms } from '../schema/forms.ts';
import type { Written } from '../schema/schema.ts';
import { classification, columnType } from './column.ts';

const column = textOr(
  'Type of the column, or a mapping that says more.',
  columnType,
  object('Column.', {
    type: columnType,
    nullable: optional(flag('Whether it may be null; default true, except for key columns.')),
    classification: optional(classification),
    description: optional(text('What it holds.')),
  }),
);

const table = object('A table of the source as it was last read.', {
  columns: map('Types by column.', column, forms.identifier),
  primary_key: optional(list('Columns of the primary key.', form('Column.', forms.identifier), { uniqueItems: true })),
});

/** `tenants/<slug>/connections/<name>.yaml`. */
export const connectionDocument = object('A source of a tenant.', {
  apiVersion: word('Version of the format.', 'akili/v1'),
  kind: word('Kind of the document.', 'Connection'),
  name: form("Name; equals the file's name.", forms.connection),
  connectorType: text('Kind of the source: postgres, mysql, s3, redpanda, kafka, http.', { maxLength: 63 }),
  config: map('Settings of the connector, without secrets.', anything('Setting.')),
  credentials: optional(form('Reference to the secret.', forms.credential)),
  schema: optional(
    map('The schema lock, written by `akili connection introspect`: tables by name.', table, forms.identifier),
  ),
});
export type WrittenConnection = Written<typeof connectionDocument>;
export type WrittenTable = Written<typeof table>;
