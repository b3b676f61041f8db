const commands: { readonly [letter: string]: string } = {
  r: 'select',
  a: 'insert',
  w: 'update',
  d: 'delete',
  '*': 'all',
};

/** What a policy is for, from its letter in pg_policy. */
export function policyCommand(letter: string): string {
  return commands[letter] ?? letter;
}
