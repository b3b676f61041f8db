/** The entries of the root that the tool looks at; nothing else there is its business. */
export const topEntries: readonly string[] = ['akili.yaml', 'akili.yml', 'policies', 'tenants'];

/** True for folders that nothing is read from: hidden ones. */
export function isHidden(name: string): boolean {
  return name.startsWith('.');
}

/** True for folders whose files are data or tests of a product: they are walked, since links are refused there too. */
export function isUnread(folder: string): boolean {
  return folder === 'fixtures' || folder === 'tests';
}

/** True for files that are read. What ends in `.yml` is read too, so that its finding can show where it lies. */
export function isRelevant(name: string): boolean {
  return !isHidden(name) && /\.(yaml|yml|sql)$/.test(name);
}
