/** Verbs of the design that this version does not have: calling one says so, and nothing lists them. */
export const laterCommands: readonly string[] = [
  'run',
  'test',
  'product',
  'governance',
  'profile',
  'auth',
  'adopt',
  'state',
  'unlock',
];
