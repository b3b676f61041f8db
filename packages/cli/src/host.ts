/** Where text goes, or its bytes in UTF-8. `write` resolves once more may be written; a reader that went away is no error. */
export interface Output {
  readonly isTerminal: boolean;
  /** Cells in a line, where the output is a terminal. */
  readonly columns: number;
  write(text: string | Uint8Array): Promise<void>;
}

/** Everything the command line takes from the world, so that tests can be the world. */
export interface Host {
  readonly stdout: Output;
  readonly stderr: Output;
  /** True when somebody can answer a question. */
  readonly canAsk: boolean;
  readonly env: { readonly [name: string]: string | undefined };
  /** Absolute. */
  readonly cwd: string;
  readonly version: string;
  readonly now: () => Date;
  /** A new UUID, for `init`. */
  readonly newId: () => string;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  /**
   * Asks on stderr and gives the line that was typed; undefined when the input ended or the signal was aborted. What is
   * typed to a hidden question is not shown.
   */
  ask(question: string, how?: { readonly hidden?: boolean }): Promise<string | undefined>;
}
