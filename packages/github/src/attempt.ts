import type { Github } from './open-github.ts';

/**
 * Does something that only tells people: where GitHub refuses or does not answer, that is logged and the work goes on,
 * since a comment that fails must never fail a plan. Undefined where it failed.
 */
export async function attempt<T>(
  github: Pick<Github, 'log'>,
  what: string,
  act: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    github.log(`${what} failed: ${reasonOf(error)}`);
    return undefined;
  }
}

/** Why a call failed, with what helps where that is known. */
function reasonOf(error: unknown): string {
  const { status, message } = error as { readonly status?: number; readonly message?: string };
  if (status === 403 && message?.includes('not accessible') === true)
    return 'the token may not do this; a pull request of a fork has a token that only reads, other jobs need the permission in their workflow';
  if (status === 401) return 'GitHub does not accept the token';
  return status === undefined ? (message ?? 'unknown') : `${status} ${message ?? ''}`;
}
