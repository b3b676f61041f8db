/** How far an operation is: a name for what it does now, and how much of it is done where that is known. */
export interface Progress {
  readonly phase: string;
  readonly done?: number;
  readonly total?: number;
}
