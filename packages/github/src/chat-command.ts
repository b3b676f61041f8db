import type { Github } from './open-github.ts';

/** What a comment on a pull request may ask for. */
export type ChatCommand =
  | { readonly verb: 'plan' | 'apply'; readonly tenants: readonly string[] }
  | { readonly verb: 'unlock'; readonly tenants: readonly string[] };

const verbs = ['plan', 'apply', 'unlock'] as const;
const slug = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Reads `/akili plan [tenant ...]`, `/akili apply [tenant ...]` or `/akili unlock tenant ...` from a comment's first line.
 * Undefined for every other comment; a problem for a line that begins with `/akili` and is none of these.
 */
export function readChatCommand(body: string): ChatCommand | { readonly problem: string } | undefined {
  const [line = ''] = body.split(/\r?\n/, 1);
  if (!/^\/akili(\s|$)/.test(line)) return undefined;
  const [, verb = '', ...tenants] = line.trim().split(/\s+/);
  const known = verbs.find((one) => one === verb);
  if (known === undefined) return { problem: 'it has to be `/akili plan`, `/akili apply` or `/akili unlock`' };
  if (tenants.some((tenant) => !slug.test(tenant))) return { problem: 'what follows has to be slugs of tenants' };
  if (known === 'unlock' && tenants.length === 0) return { problem: '`/akili unlock` has to name a tenant' };
  return { verb: known, tenants };
}

/** Whether somebody may push to the repository: the least that a command asks for. Strangers have no permission. */
export async function mayCommand(github: Github, login: string): Promise<boolean> {
  const { owner, repo } = github.repository;
  try {
    const { data } = await github.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username: login });
    return data.permission === 'admin' || data.permission === 'write';
  } catch (error) {
    if ((error as { readonly status?: number }).status === 404) return false;
    throw error;
  }
}
