/** Everything an action takes from the world, so that tests can be the world. */
export interface ActionHost {
  readonly env: { readonly [name: string]: string | undefined };
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Standard output: a log for people, and workflow commands for the runner. */
  readonly write: (text: string) => void;
  /** Adds to a file of the runner (`GITHUB_OUTPUT` ...). */
  readonly append: (file: string, text: string) => void;
  /** A word that nobody can guess. */
  readonly random: () => string;
}
