import type { Github } from './open-github.ts';
import { ownLogin } from './own-login.ts';

const editors = `query ($ids: [ID!]!) {
  nodes(ids: $ids) { ... on IssueComment { id editor { login } } }
}`;

interface Edited {
  readonly nodes: readonly ({ readonly id: string; readonly editor: { readonly login: string } | null } | null)[];
}

/**
 * Comments of a pull request that can be relied on: written by this token, fitting, and edited by nobody else. Whoever may
 * push can edit anybody's comment, so the author alone says little. In GitHub's order.
 */
export async function commentsOf(
  github: Github,
  pull: number,
  fits: (body: string) => boolean,
): Promise<readonly { readonly body: string }[]> {
  const login = await ownLogin(github);
  const { owner, repo } = github.repository;
  const all = await github.paginate(github.rest.issues.listComments, {
    owner,
    repo,
    issue_number: pull,
    per_page: 100,
  });
  const own = all.filter((comment) => comment.user?.login === login && fits(comment.body ?? ''));
  if (own.length === 0) return [];
  const { nodes } = await github.graphql<Edited>(editors, { ids: own.slice(-50).map(({ node_id }) => node_id) });
  // GraphQL names a bot without the `[bot]` that REST adds.
  const plain = (name: string): string => name.replace(/\[bot\]$/, '');
  const ours = new Set(
    nodes.flatMap((node) =>
      node !== null && (node.editor === null || plain(node.editor.login) === plain(login)) ? [node.id] : [],
    ),
  );
  return own.filter(({ node_id }) => ours.has(node_id)).map(({ body }) => ({ body: body ?? '' }));
}
