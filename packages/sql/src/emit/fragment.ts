/** A printed expression. `atomic`: it needs no parentheses as an operand. */
export interface Fragment {
  readonly text: string;
  readonly atomic: boolean;
}

/** The text as an operand of another operator. */
export function operand(fragment: Fragment): string {
  return fragment.atomic ? fragment.text : `(${fragment.text})`;
}
