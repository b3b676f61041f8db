import { hasMarker } from '@akili/report';
import { attempt } from './attempt.ts';
import type { Github } from './open-github.ts';
import { ownLogin } from './own-login.ts';

export interface KeptComment {
  readonly id: number;
  readonly url: string;
  readonly did: 'created' | 'updated' | 'left';
}

const minimize = `mutation ($id: ID!) {
  minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized } }
}`;

/**
 * One comment a pull request and marker: written where there is none, updated in place where there is, left alone where
 * it says the same. Only comments that begin with the marker and that this token wrote count; should there be several
 * (two jobs at a time), the newest is kept and the others are folded away as outdated.
 */
export async function keepComment(github: Github, pull: number, marker: string, body: string): Promise<KeptComment> {
  if (!hasMarker(body, marker)) throw new Error('the body has to begin with the marker');
  const login = await ownLogin(github);
  const { owner, repo } = github.repository;
  const all = await github.paginate(github.rest.issues.listComments, {
    owner,
    repo,
    issue_number: pull,
    per_page: 100,
  });
  const own = all
    .filter((comment) => comment.user?.login === login && hasMarker(comment.body ?? '', marker))
    // Pages are read one after the other while others write: their order is not relied on.
    .toSorted((a, b) => a.id - b.id);
  const newest = own.at(-1);
  for (const old of own.slice(0, -1))
    await attempt(github, 'folding an outdated comment away', () => github.graphql(minimize, { id: old.node_id }));
  if (newest === undefined) {
    const { data } = await github.rest.issues.createComment({ owner, repo, issue_number: pull, body });
    return { id: data.id, url: data.html_url, did: 'created' };
  }
  if (newest.body === body) return { id: newest.id, url: newest.html_url, did: 'left' };
  const { data } = await github.rest.issues.updateComment({ owner, repo, comment_id: newest.id, body });
  return { id: data.id, url: data.html_url, did: 'updated' };
}
