import type { Github } from './open-github.ts';

/** Who the token is: comments of others are never touched. An Actions token is `github-actions[bot]`. */
export async function ownLogin(github: Github): Promise<string> {
  const { viewer } = await github.graphql<{ readonly viewer: { readonly login: string } }>('{ viewer { login } }');
  return viewer.login;
}
