const reasons: { readonly [code: string]: string } = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'it is not there',
  ENOTDIR: 'it is not a folder',
  EIO: 'the disk reports an error',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
};

/** Why the operating system refused, in words. Paths of the machine stay out of it. */
export function errorReason(error: unknown): string {
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  return reasons[code] ?? (code === '' ? 'the operating system refuses' : `the operating system says ${code}`);
}
