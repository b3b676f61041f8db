// Written by hand: the shape of the generated validators.

/** An error of ajv, as far as it is used. */
export interface ValidationError {
  readonly keyword: string;
  /** JSON pointer to the value. */
  readonly instancePath: string;
  /** JSON pointer into the schema, with `#`. */
  readonly schemaPath: string;
  readonly params: { readonly [name: string]: unknown };
}

/** Answers whether the value is valid; `errors` holds why not until the next call. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly ValidationError[] | null;
}

export const akili: Validator;
export const tenant: Validator;
export const connection: Validator;
export const product: Validator;
export const inputs: Validator;
export const quality: Validator;
export const serving: Validator;
export const governance: Validator;
export const compute: Validator;
export const output: Validator;
