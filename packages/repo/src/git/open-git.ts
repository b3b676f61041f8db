import type { SimpleGit } from 'simple-git';

/** simple-git in a folder. Imported when first needed: most commands do without. */
export async function openGit(root: string): Promise<SimpleGit> {
  const { simpleGit } = await import('simple-git');
  return simpleGit({ baseDir: root, trimmed: false });
}
