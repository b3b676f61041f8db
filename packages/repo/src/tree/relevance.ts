/** What is done with a file: `misnamed` would be read if it had the right extension. */
export type Relevance = 'read' | 'misnamed' | 'ignored';

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

/** By the file's name alone. */
export function relevanceOf(name: string): Relevance {
  if (isHidden(name)) return 'ignored';
  if (name.endsWith('.yaml') || name.endsWith('.sql')) return 'read';
  return name.endsWith('.yml') ? 'misnamed' : 'ignored';
}
