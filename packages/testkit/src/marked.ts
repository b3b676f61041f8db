import type { Place } from '@akili/diagnostics';

/** A text with the places that a test marked in it. */
export interface Marked {
  readonly file: string;
  readonly text: string;
  /** One place for each `${...}`, covering what stood in it. */
  readonly marks: readonly Place[];
}

/** Marks places in a source: marked('transform.sql')`SELECT 1 FROM {{ ref('${'orderz'}') }}` has one mark. */
export function marked(file: string): (strings: TemplateStringsArray, ...values: readonly string[]) => Marked {
  return (strings, ...values) => {
    let text = strings[0] ?? '';
    const marks: Place[] = [];
    values.forEach((value, index) => {
      marks.push({ file, start: text.length, end: text.length + value.length });
      text += value + (strings[index + 1] ?? '');
    });
    return { file, text, marks };
  };
}
