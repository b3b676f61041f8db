/** What `--env`, `--tenant` and `--product` choose. Empty lists choose everything. */
export interface Selection {
  /** Undefined: the default environment of akili.yaml. */
  readonly environment: string | undefined;
  readonly tenants: readonly string[];
  readonly products: readonly string[];
}
