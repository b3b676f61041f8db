/** What the engine says instead of an answer. */
export class Failure extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export const analyzing = (detail: string): Failure =>
  new Failure(1064, `Getting analyzing error. Detail message: ${detail}.`);

export const denied = (privilege: string, what: string): Failure =>
  new Failure(
    5203,
    `Access denied; you need (at least one of) the ${privilege} privilege(s) on ${what} for this operation. Please ask the admin to grant permission(s).`,
  );
