import { flag, form, list, object, optional, text } from '../schema/build.ts';
import { forms } from '../schema/forms.ts';
import type { Written } from '../schema/schema.ts';
import { classification, columnType } from './column.ts';

const column = object('Column.', {
  name: form('Name.', forms.identifier),
  type: columnType,
  nullable: optional(flag('Whether it may be null; default true, except for key columns.')),
  description: optional(text('What it holds.')),
  classification: optional(classification),
  primary_key: optional(flag('Whether it is part of the primary key; default false.')),
});

/** `output.yaml`. */
export const outputDocument = object('The columns that a product promises.', {
  output: object('Output.', {
    columns: list('Columns.', column, { minItems: 1 }),
    keys: optional(
      list(
        'Other keys.',
        list('Columns of a key.', form('Column.', forms.identifier), { minItems: 1, uniqueItems: true }),
      ),
    ),
  }),
});
export type WrittenOutput = Written<typeof outputDocument>;
