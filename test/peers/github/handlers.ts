import type { Shapes } from './shapes.ts';
import type { Caller, CheckRun, RepositoryState } from './state.ts';

/** What a handler gets: the path's names, the query and the body, all valid by the description. */
export interface Call {
  readonly repository: RepositoryState;
  readonly caller: Caller;
  readonly path: { readonly [name: string]: string };
  readonly query: { readonly [name: string]: string };
  readonly body: { readonly [name: string]: unknown };
  readonly shapes: Shapes;
  /** A number that was not given before, and the time of the peer's own clock. */
  readonly next: () => number;
  readonly now: () => string;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: { readonly [name: string]: string };
  /** Lists are cut into pages by the server; `wrap` says in which member the items stand. */
  readonly list?: { readonly items: readonly unknown[]; readonly wrap?: string };
}

type Handler = (call: Call) => Answer;

/** GitHub refuses longer bodies of comments and issues. */
export const longestBody = 65_536;
/** And longer fields of a check's output. */
export const longestOutput = 65_535;
/** What the peer does for each operation. */
export const handlers: { readonly [operationId: string]: Handler } = {
  'issues/list-comments': ({ repository, path, shapes }) =>
    list(
      repository.comments
        .filter((one) => one.issue === Number(path['issue_number']))
        .map((one) => shapes.comment(repository, one)),
    ),
  'issues/create-comment': ({ repository, caller, path, body, shapes, next, now }) => {
    const text = String(body['body']);
    if (text.length > longestBody) return tooLong('IssueComment');
    const issue = Number(path['issue_number']);
    if (!known(repository, issue)) return missing();
    const at = now();
    const comment = {
      id: next(),
      issue,
      author: caller,
      body: text,
      minimized: undefined,
      createdAt: at,
      updatedAt: at,
    };
    repository.comments.push(comment);
    return { status: 201, body: shapes.comment(repository, comment) };
  },
  'issues/get-comment': ({ repository, path, shapes }) => {
    const comment = repository.comments.find(({ id }) => id === Number(path['comment_id']));
    return comment === undefined ? missing() : { status: 200, body: shapes.comment(repository, comment) };
  },
  'issues/update-comment': ({ repository, caller, path, body, shapes, now }) => {
    const comment = repository.comments.find(({ id }) => id === Number(path['comment_id']));
    if (comment === undefined) return missing();
    if (comment.author.id !== caller.id) return forbidden();
    const text = String(body['body']);
    if (text.length > longestBody) return tooLong('IssueComment');
    comment.body = text;
    comment.editor = caller.login;
    comment.updatedAt = now();
    return { status: 200, body: shapes.comment(repository, comment) };
  },
  'issues/list-for-repo': ({ repository, query, shapes }) => {
    const labels = (query['labels'] ?? '').split(',').filter((label) => label !== '');
    const state = query['state'] ?? 'open';
    return list(
      repository.issues
        .filter((one) => state === 'all' || one.state === state)
        .filter((one) => query['creator'] === undefined || one.author.login === query['creator'])
        .filter((one) => labels.every((label) => one.labels.includes(label)))
        .map((one) => shapes.issue(repository, one)),
    );
  },
  'issues/create': ({ repository, caller, body, shapes, next, now }) => {
    const text = String(body['body'] ?? '');
    if (text.length > longestBody) return tooLong('Issue');
    const issue = {
      number: next(),
      author: caller,
      title: String(body['title']),
      body: text,
      state: 'open' as const,
      labels: ((body['labels'] ?? []) as readonly string[]).map(String),
      createdAt: now(),
    };
    repository.issues.push(issue);
    return { status: 201, body: shapes.issue(repository, issue) };
  },
  'issues/update': ({ repository, path, body, shapes }) => {
    const issue = repository.issues.find(({ number }) => number === Number(path['issue_number']));
    if (issue === undefined) return missing();
    if (String(body['body'] ?? '').length > longestBody) return tooLong('Issue');
    if (body['title'] !== undefined) issue.title = String(body['title']);
    if (body['body'] !== undefined) issue.body = String(body['body']);
    if (body['state'] !== undefined) issue.state = body['state'] as 'open' | 'closed';
    return { status: 200, body: shapes.issue(repository, issue) };
  },
  'pulls/list': ({ repository, query, shapes }) =>
    list(
      repository.pulls
        .filter((one) => (query['state'] ?? 'open') === 'all' || one.state === (query['state'] ?? 'open'))
        .filter(
          (one) => query['head'] === undefined || query['head'] === `${ownerOf(one.head.repository)}:${one.head.ref}`,
        )
        .map((one) => shapes.pull(repository, one)),
    ),
  'pulls/get': ({ repository, path, shapes }) => {
    const pull = repository.pulls.find(({ number }) => number === Number(path['pull_number']));
    return pull === undefined ? missing() : { status: 200, body: shapes.pull(repository, pull) };
  },
  'repos/list-pull-requests-associated-with-commit': ({ repository, path, shapes }) =>
    list(
      repository.pulls
        // GitHub does not list pull requests of forks for a commit that the repository itself does not hold.
        .filter(
          (one) =>
            one.merged === path['commit_sha'] ||
            (one.head.sha === path['commit_sha'] && ownerOf(one.head.repository) === repository.owner),
        )
        .map((one) => shapes.pull(repository, one)),
    ),
  'repos/get-collaborator-permission-level': ({ repository, path, shapes }) => {
    const login = path['username'] ?? '';
    const role = repository.permissions.get(login);
    if (role === undefined) return missing();
    const permission = role === 'maintain' ? 'write' : role === 'triage' ? 'read' : role;
    const user = { ...shapes.user({ login, id: 1, type: 'User', mayWrite: true }), role_name: role };
    return { status: 200, body: { permission, role_name: role, user } };
  },
  'checks/create': ({ repository, body, shapes, next }) => {
    const output = outputOf(body);
    const refused = outputProblem(output);
    if (refused !== undefined) return refused;
    const check: CheckRun = {
      id: next(),
      name: String(body['name']),
      headSha: String(body['head_sha']),
      status: String(body['status'] ?? 'queued'),
      conclusion: null,
      title: '',
      summary: '',
      text: '',
      annotations: [],
    };
    fill(check, body);
    repository.checks.push(check);
    return { status: 201, body: shapes.checkRun(repository, check) };
  },
  'checks/update': ({ repository, path, body, shapes }) => {
    const check = repository.checks.find(({ id }) => id === Number(path['check_run_id']));
    if (check === undefined) return missing();
    const refused = outputProblem(outputOf(body));
    if (refused !== undefined) return refused;
    fill(check, body);
    return { status: 200, body: shapes.checkRun(repository, check) };
  },
  'checks/list-for-ref': ({ repository, path, query, shapes }) =>
    list(
      repository.checks
        .filter((one) => one.headSha === path['ref'])
        .filter((one) => query['check_name'] === undefined || one.name === query['check_name'])
        .map((one) => shapes.checkRun(repository, one)),
      'check_runs',
    ),
  'reactions/create-for-issue-comment': ({ repository, caller, path, body, shapes, next, now }) => {
    const comment = Number(path['comment_id']);
    if (!repository.comments.some(({ id }) => id === comment)) return missing();
    const content = String(body['content']);
    repository.reactions.push({ comment, content });
    const id = next();
    return { status: 201, body: { id, node_id: `R_${id}`, user: shapes.user(caller), content, created_at: now() } };
  },
  'actions/list-workflow-run-artifacts': ({ repository, path, query, shapes }) =>
    list(
      repository.artifacts
        .filter((one) => one.run === Number(path['run_id']))
        .filter((one) => query['name'] === undefined || one.name === query['name'])
        .map((one) => shapes.artifact(repository, one)),
      'artifacts',
    ),
  'git/get-ref': ({ repository, path, shapes }) => {
    const [kind, ...name] = (path['ref'] ?? '').split('/');
    const sha = kind === 'heads' ? repository.branches.get(name.join('/')) : undefined;
    return sha === undefined ? missing() : { status: 200, body: shapes.ref(repository, name.join('/'), sha) };
  },
  'actions/list-workflow-runs': ({ repository, path, query }) =>
    list(
      repository.runs
        .filter(({ workflow }) => workflow === path['workflow_id'])
        .filter(({ branch }) => query['branch'] === undefined || branch === query['branch'])
        .filter(({ event }) => query['event'] === undefined || event === query['event'])
        .filter(({ conclusion }) => query['status'] === undefined || conclusion === query['status'])
        .map(({ id, headSha, conclusion }) => ({ id, head_sha: headSha, conclusion, status: 'completed' })),
      'workflow_runs',
    ),
  'code-scanning/upload-sarif': ({ repository, body, next }) => {
    repository.sarif.push({
      ref: String(body['ref']),
      commit: String(body['commit_sha']),
      sarif: String(body['sarif']),
    });
    return { status: 202, body: { id: String(next()) } };
  },
};

function list(items: readonly unknown[], wrap?: string): Answer {
  return { status: 200, list: wrap === undefined ? { items } : { items, wrap } };
}

export function missing(): Answer {
  return {
    status: 404,
    body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' },
  };
}

export function forbidden(message = 'Resource not accessible by integration'): Answer {
  return { status: 403, body: { message, documentation_url: 'https://docs.github.com/rest', status: '403' } };
}

export function unprocessable(message: string, errors: readonly object[] = []): Answer {
  return { status: 422, body: { message, documentation_url: 'https://docs.github.com/rest', errors } };
}

function tooLong(resource: string): Answer {
  const message = `body is too long (maximum is ${longestBody} characters)`;
  return unprocessable('Validation Failed', [{ resource, code: 'unprocessable', field: 'data', message }]);
}

function known(repository: RepositoryState, number: number): boolean {
  return [...repository.pulls, ...repository.issues].some((one) => one.number === number);
}

function ownerOf(repository: string): string {
  return repository.split('/')[0] ?? '';
}

interface Output {
  readonly title?: string;
  readonly summary?: string;
  readonly text?: string;
  readonly annotations?: CheckRun['annotations'];
}

function outputOf(body: Call['body']): Output {
  return (body['output'] ?? {}) as Output;
}

function outputProblem({ summary = '', text = '', annotations = [] }: Output): Answer | undefined {
  if (summary.length > longestOutput || text.length > longestOutput)
    return unprocessable(`Invalid request.\n\nOnly ${longestOutput} characters are allowed.`);
  const upsideDown = annotations.find((one) => one.end_line < one.start_line || one.start_line < 1);
  return upsideDown === undefined ? undefined : unprocessable('Invalid request.\n\nAnnotations end where they begin.');
}

/** Annotations of an update come to those that are there. */
function fill(check: CheckRun, body: Call['body']): void {
  const { title, summary, text, annotations } = outputOf(body);
  if (body['status'] !== undefined) check.status = String(body['status']);
  if (body['conclusion'] !== undefined) {
    check.conclusion = String(body['conclusion']);
    check.status = 'completed';
  }
  if (title !== undefined) check.title = title;
  if (summary !== undefined) check.summary = summary;
  if (text !== undefined) check.text = text;
  check.annotations.push(...(annotations ?? []));
}
