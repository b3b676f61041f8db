/** Verbs of the design that this version does not have: calling one says so, and nothing lists them. */
export const laterCommands: readonly string[] = ['test', 'adopt', 'state'];
