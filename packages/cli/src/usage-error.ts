/** Wrong usage that only a command can see: ends it with exit code 1 and this sentence on stderr. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
