/** The keys cannot be had, so nothing can be said of a token. The message completes "`<source>` ...". */
export class KeysUnavailable extends Error {
  readonly source: string;
  constructor(source: string, problem: string) {
    super(problem);
    this.name = 'KeysUnavailable';
    this.source = source;
  }
}
