/** The launchers by path from the root, as they should be. */
export function launchers(): Promise<ReadonlyMap<string, string>>;
