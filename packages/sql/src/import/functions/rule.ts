/** A call of a foreign text: its arguments, written in the authoring dialect, and how they stood there. */
export interface ForeignCall {
  readonly args: readonly string[];
  /** The arguments as written, blanks at the ends left out. */
  readonly raw: readonly string[];
}

/**
 * What becomes of a function. A text is a template (`$1` an argument, `$*` all of them, `$$` a dollar). `confirm` says what may be
 * different, `refuse` why there is no form, and what to write instead. A function decides by the arguments.
 */
export type Rule =
  | 'same'
  | { readonly to: string; readonly confirm?: string }
  | { readonly refuse: string }
  | ((call: ForeignCall) => Rule);

export type Rules = Readonly<Record<string, Rule>>;

/** `$1`, `$2` or `$*` in a template. */
export function fill(template: string, args: readonly string[]): string {
  return template.replace(/\$(\$|\*|\d)/g, (_, hole: string) => {
    if (hole === '$') return '$';
    return hole === '*' ? args.join(', ') : (args[Number(hole) - 1] ?? 'NULL');
  });
}

/** True for a text in quotes. */
export function isText(raw: string | undefined): boolean {
  return raw !== undefined && /^'([^']|'')*'$/.test(raw);
}
