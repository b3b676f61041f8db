/** What the caller of `collect` chooses. Everything has a default, so `{}` compiles the whole repository. */
export interface CompileOptions {
  /** Name of an environment of `akili.yaml`; without it the default environment. */
  readonly environment?: string;
  /**
   * `environment` (default): the dialects that the environment's engines need; a construct that one of them cannot
   * express is an error. `all`: every dialect; a refusal stands in the compilation instead of the text.
   */
  readonly targets?: 'environment' | 'all';
  /** Slugs. Only these tenants are compiled and spoken of; names are still checked against the whole repository. */
  readonly tenants?: readonly string[];
  /** Product names. Only these are compiled into the result; what they read is analysed with them. */
  readonly products?: readonly string[];
  /** Ids of tenants by slug as the base commit has them: the offline witness that an id has not changed. */
  readonly base?: { readonly [slug: string]: string };
}
