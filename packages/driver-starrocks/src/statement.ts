/** Which part of a secret stands in a statement. `hash` is the password as `mysql_native_password` keeps it. */
export type SecretPart = 'hash' | 'accessKeyId' | 'secretAccessKey';

/**
 * A statement of a step, as data. Where a secret stands in it there is a hole with the reference and version to take it
 * from; it is filled while the step runs.
 */
export type Statement = {
  readonly sql: string | readonly (string | SecretHole)[];
  /** Run only where this holds, since StarRocks has no IF [NOT] EXISTS for everything. */
  readonly when?: Condition;
  /** The catalog that the session stands in meanwhile. */
  readonly catalog?: string;
};

export type SecretHole = {
  readonly secret: SecretPart;
  readonly reference: string;
  /** Undefined: the version that the reference holds now. */
  readonly version?: string;
  /** The user that a login's secret must name. */
  readonly username?: string;
};

/** Whether one of the rows that a SHOW answers has a value in a column. */
export type Condition = {
  readonly show: string;
  readonly column: string;
  readonly value: string;
  readonly is: 'there' | 'absent';
};

/** The statement as it is shown: holes as `<name>`. */
export function shown(sql: Statement['sql']): string {
  return typeof sql === 'string'
    ? sql
    : sql.map((one) => (typeof one === 'string' ? one : `'<${one.secret}>'`)).join('');
}

/** True where a statement carries a secret. */
export function carriesSecret(sql: Statement['sql']): boolean {
  return typeof sql !== 'string' && sql.some((one) => typeof one !== 'string');
}
