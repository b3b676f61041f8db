/** Who calls, and what the token may do. */
export interface Caller {
  readonly login: string;
  readonly id: number;
  readonly type: 'Bot' | 'User';
  /** False: a token of a fork's pull request, which may only read. */
  readonly mayWrite: boolean;
}

export interface Comment {
  readonly id: number;
  readonly issue: number;
  readonly author: Caller;
  body: string;
  minimized: string | undefined;
  /** Who changed it last; undefined: nobody did. */
  editor?: string;
  updatedAt: string;
  readonly createdAt: string;
}

export interface Issue {
  readonly number: number;
  readonly author: Caller;
  title: string;
  body: string;
  state: 'open' | 'closed';
  labels: string[];
  readonly createdAt: string;
}

export interface PullRequest {
  readonly number: number;
  readonly head: { readonly ref: string; readonly sha: string; readonly repository: string };
  readonly base: { readonly ref: string; readonly sha: string };
  state: 'open' | 'closed';
  /** The commit that brought it into its base. */
  merged?: string;
}

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: string;
  readonly message: string;
}

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly headSha: string;
  status: string;
  conclusion: string | null;
  title: string;
  summary: string;
  text: string;
  readonly annotations: Annotation[];
}

export interface WorkflowRun {
  readonly id: number;
  /** Name of the workflow's file. */
  readonly workflow: string;
  readonly branch: string;
  readonly event: string;
  readonly conclusion: string;
  readonly headSha: string;
}

export interface Artifact {
  readonly id: number;
  readonly name: string;
  readonly run: number;
  readonly headSha: string;
  /** A zip archive. */
  readonly archive: Buffer;
}

/** Everything one repository of the peer keeps; tests look into it. */
export interface RepositoryState {
  readonly owner: string;
  readonly name: string;
  readonly comments: Comment[];
  readonly issues: Issue[];
  readonly pulls: PullRequest[];
  readonly checks: CheckRun[];
  readonly artifacts: Artifact[];
  readonly reactions: { readonly comment: number; readonly content: string }[];
  readonly sarif: { readonly ref: string; readonly commit: string; readonly sarif: string }[];
  /** `admin`, `maintain`, `write`, `triage`, `read` by login. */
  readonly permissions: Map<string, string>;
  /** Commit by name of the branch. */
  readonly branches: Map<string, string>;
  /** Runs of workflows, the newest first. */
  readonly runs: WorkflowRun[];
}

export function emptyRepository(owner: string, name: string): RepositoryState {
  return {
    owner,
    name,
    comments: [],
    issues: [],
    pulls: [],
    checks: [],
    artifacts: [],
    reactions: [],
    sarif: [],
    permissions: new Map(),
    branches: new Map(),
    runs: [],
  };
}
