import { hasMarker } from '@akili/report';
import type { Github } from './open-github.ts';
import { ownLogin } from './own-login.ts';

/** What a tenant's issue shall say; without a body the tenant is as declared and has no open issue. */
export interface DriftIssue {
  readonly tenant: string;
  readonly title: string;
  /** Begins with `marker`. */
  readonly body: string | undefined;
  readonly marker: string;
}

/** The label by which the issues of an environment are found without reading all others. */
export const driftLabel = 'akili-drift';

export type DriftIssueAnswer = { readonly tenant: string; readonly did: 'opened' | 'updated' | 'closed' | 'left' };

/** One open issue a tenant that drifted, closed when it no longer does. Issues of others are never touched. */
export async function keepDriftIssues(
  github: Github,
  wanted: readonly DriftIssue[],
): Promise<readonly DriftIssueAnswer[]> {
  const login = await ownLogin(github);
  const { owner, repo } = github.repository;
  const open = await github.paginate(github.rest.issues.listForRepo, {
    owner,
    repo,
    state: 'open',
    labels: driftLabel,
    creator: login,
    per_page: 100,
  });
  const answers: DriftIssueAnswer[] = [];
  for (const { tenant, title, body, marker } of wanted) {
    const found = open.filter((issue) => issue.user?.login === login && hasMarker(issue.body ?? '', marker));
    const [first, ...others] = found;
    for (const issue of body === undefined ? found : others)
      await github.rest.issues.update({ owner, repo, issue_number: issue.number, state: 'closed' });
    if (body === undefined) answers.push({ tenant, did: first === undefined ? 'left' : 'closed' });
    else if (first === undefined) {
      await github.rest.issues.create({ owner, repo, title, body, labels: [driftLabel] });
      answers.push({ tenant, did: 'opened' });
    } else if (first.body === body && first.title === title) answers.push({ tenant, did: 'left' });
    else {
      await github.rest.issues.update({ owner, repo, issue_number: first.number, title, body });
      answers.push({ tenant, did: 'updated' });
    }
  }
  return answers;
}
