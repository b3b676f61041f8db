/** What was asked for cannot be done, in a sentence for whoever asked. Thrown and caught inside this package only. */
export class Refused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Refused';
  }
}

/** An answer, or why there is none: wrong usage that only a look at the repository shows. */
export type OrRefused<T> = T | { readonly refused: string };

/** Turns what was refused on the way into an answer. */
export async function orRefused<T>(operation: () => Promise<T>): Promise<OrRefused<T>> {
  try {
    return await operation();
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message };
    throw error;
  }
}
