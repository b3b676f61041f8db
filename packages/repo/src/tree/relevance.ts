/** The entries of the root that the tool looks at; nothing else there is its business. */
export const topEntries: readonly string[] = ['akili.yaml', 'akili.yml', 'policies', 'tenants'];

/** True for folders that nothing is read from: hidden ones. */
export function isHidden(name: string): boolean {
  return name.startsWith('.');
}

/** True for folders of a product whose files are its data or tests: walked, since links are refused there too. */
export function isUnread(folder: string): boolean {
  return folder === 'fixtures' || folder === 'tests';
}

/** True for a file that makes its folder a product's. */
export function isProductFile(path: string): boolean {
  return /^tenants\/[^/]+\/products\/.+\/product\.ya?ml$/.test(path);
}

/** True for files that are read. What ends in `.yml` is read too, so that its finding can show where it lies. */
export function isRelevant(name: string): boolean {
  return !isHidden(name) && /\.(yaml|yml|sql)$/.test(name);
}
