import type { Artifact, Caller, CheckRun, Comment, Issue, PullRequest, RepositoryState } from './state.ts';

/** Makes the JSON that GitHub answers with; every answer is held against the description before it is sent. */
export class Shapes {
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  user({ login, id, type }: Caller): object {
    const at = (path: string): string => `${this.#base}/users/${encodeURIComponent(login)}${path}`;
    return {
      login,
      id,
      node_id: `U_${id}`,
      avatar_url: at('/avatar'),
      gravatar_id: '',
      url: at(''),
      html_url: at(''),
      followers_url: at('/followers'),
      following_url: at('/following'),
      gists_url: at('/gists'),
      starred_url: at('/starred'),
      subscriptions_url: at('/subscriptions'),
      organizations_url: at('/orgs'),
      repos_url: at('/repos'),
      events_url: at('/events'),
      received_events_url: at('/received_events'),
      type,
      site_admin: false,
    };
  }

  comment(repository: RepositoryState, comment: Comment): object {
    const issue = `${this.#repository(repository)}/issues/${comment.issue}`;
    return {
      id: comment.id,
      node_id: `IC_${comment.id}`,
      url: `${this.#repository(repository)}/issues/comments/${comment.id}`,
      html_url: `${issue}#issuecomment-${comment.id}`,
      issue_url: issue,
      body: comment.body,
      user: this.user(comment.author),
      created_at: comment.createdAt,
      updated_at: comment.updatedAt,
      author_association: comment.author.type === 'Bot' ? 'NONE' : 'CONTRIBUTOR',
    };
  }

  issue(repository: RepositoryState, issue: Issue): object {
    const url = `${this.#repository(repository)}/issues/${issue.number}`;
    return {
      id: issue.number,
      node_id: `I_${issue.number}`,
      url,
      repository_url: this.#repository(repository),
      labels_url: `${url}/labels{/name}`,
      comments_url: `${url}/comments`,
      events_url: `${url}/events`,
      html_url: url,
      number: issue.number,
      state: issue.state,
      title: issue.title,
      body: issue.body,
      user: this.user(issue.author),
      labels: issue.labels.map((name) => ({ name })),
      assignee: null,
      assignees: [],
      milestone: null,
      locked: false,
      comments: repository.comments.filter((one) => one.issue === issue.number).length,
      closed_at: null,
      created_at: issue.createdAt,
      updated_at: issue.createdAt,
      author_association: 'NONE',
    };
  }

  checkRun(repository: RepositoryState, check: CheckRun): object {
    const url = `${this.#repository(repository)}/check-runs/${check.id}`;
    return {
      id: check.id,
      node_id: `CR_${check.id}`,
      head_sha: check.headSha,
      external_id: '',
      url,
      html_url: url,
      details_url: url,
      status: check.status,
      conclusion: check.conclusion,
      started_at: null,
      completed_at: null,
      output: {
        title: check.title,
        summary: check.summary,
        text: check.text,
        annotations_count: check.annotations.length,
        annotations_url: `${url}/annotations`,
      },
      name: check.name,
      check_suite: null,
      app: null,
      pull_requests: [],
    };
  }

  artifact(repository: RepositoryState, artifact: Artifact): object {
    const url = `${this.#repository(repository)}/actions/artifacts/${artifact.id}`;
    return {
      id: artifact.id,
      node_id: `A_${artifact.id}`,
      name: artifact.name,
      size_in_bytes: artifact.archive.length,
      url,
      archive_download_url: `${url}/zip`,
      expired: false,
      created_at: null,
      updated_at: null,
      expires_at: null,
      workflow_run: { id: artifact.run, head_sha: artifact.headSha },
    };
  }

  ref(repository: RepositoryState, branch: string, sha: string): object {
    const url = this.#repository(repository);
    return {
      ref: `refs/heads/${branch}`,
      node_id: `REF_${branch}`,
      url: `${url}/git/refs/heads/${branch}`,
      object: { type: 'commit', sha, url: `${url}/git/commits/${sha}` },
    };
  }

  /**
   * A pull request as far as we read it. The whole shape has hundreds of members that nobody here looks at, so these
   * answers alone are not held against the description.
   */
  pull(repository: RepositoryState, pull: PullRequest): object {
    const full = (name: string): object => ({
      full_name: name,
      fork: name !== `${repository.owner}/${repository.name}`,
    });
    return {
      number: pull.number,
      state: pull.state,
      merged: pull.merged !== undefined,
      merged_at: pull.merged === undefined ? null : '2026-11-23T00:00:00Z',
      merge_commit_sha: pull.merged ?? null,
      head: { ref: pull.head.ref, sha: pull.head.sha, repo: full(pull.head.repository) },
      base: { ref: pull.base.ref, sha: pull.base.sha, repo: full(`${repository.owner}/${repository.name}`) },
    };
  }

  #repository({ owner, name }: RepositoryState): string {
    return `${this.#base}/repos/${owner}/${name}`;
  }
}
