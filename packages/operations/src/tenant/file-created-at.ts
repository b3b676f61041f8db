import { fileHistory } from '@akili/repo';

/** When a file first was committed, ISO 8601; null outside of git and before the first commit. */
export async function fileCreatedAt(root: string, path: string): Promise<string | null> {
  return (await fileHistory(root, path)).at(-1)?.at ?? null;
}
