import type { Refusal } from './refusal.ts';

/** Carries a refusal from the place that found it to `readStatement`, the one border that turns it into a result. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}
