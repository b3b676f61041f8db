/** Codes of the family that are ordinary mistakes: a name that no engine takes reaches nobody else's data. */
const ordinary: readonly string[] = ['ISO103'];

/** True for the codes whose errors end in exit code 8: the ISO family, without its ordinary mistakes. */
export function violatesIsolation(code: string): boolean {
  return code.startsWith('ISO') && !ordinary.includes(code);
}
