import type { Octokit } from '@octokit/rest';

/** A repository on GitHub, with the token that speaks to it. */
export interface GithubAccess {
  readonly token: string;
  /** As `GITHUB_API_URL` has it: `https://api.github.com`, or `https://ghe.example.com/api/v3`. */
  readonly apiUrl: string;
  /** `owner/name`, as `GITHUB_REPOSITORY` has it. */
  readonly repository: string;
  /** What is worth knowing while it works: waits and retries. Never the token. */
  readonly log: (message: string) => void;
  /** Ends waits and calls. */
  readonly signal?: AbortSignal;
}

/** An open connection: every call goes through it. */
export interface Github {
  readonly rest: Octokit['rest'];
  readonly graphql: Octokit['graphql'];
  readonly paginate: Octokit['paginate'];
  readonly repository: { readonly owner: string; readonly repo: string };
  readonly log: (message: string) => void;
}

/** Times that a call is tried again when GitHub asks to wait, or does not answer as it should. */
const retries = 3;
/** Longest wait, in seconds, that a job should spend on a limit. */
const longestWait = 90;

/**
 * Opens a repository. Calls are spaced as GitHub asks for; a limit is waited for, and an answer of 5xx asked for
 * again, up to three times. Octokit is loaded when a repository is first opened.
 * Source: GitHub's best practices for using the REST API (serial writes, a second apart; `retry-after`).
 */
export async function openGithub(access: GithubAccess): Promise<Github> {
  const [owner = '', repo = '', ...rest] = access.repository.split('/');
  if (owner === '' || repo === '' || rest.length > 0)
    throw new Error(`the repository has to be given as owner/name, not as ${JSON.stringify(access.repository)}`);
  const [{ Octokit: Plain }, { retry }, { throttling }] = await Promise.all([
    import('@octokit/rest'),
    import('@octokit/plugin-retry'),
    import('@octokit/plugin-throttling'),
  ]);
  const waits = (what: string) => (after: number, asked: { url: string }, _: unknown, tried: number) => {
    const again = tried < retries && after <= longestWait;
    access.log(
      `${what} of GitHub at ${asked.url}: ${again ? `trying again in ${after} s` : `asked to wait ${after} s, given up`}`,
    );
    return again;
  };
  const octokit = new (Plain.plugin(retry, throttling))({
    auth: access.token,
    baseUrl: access.apiUrl.replace(/\/+$/, ''),
    userAgent: 'akili',
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    // `request.retries` would make it ask again for a 403 and a 404 too: the plugin's own setting does not.
    ...(access.signal === undefined ? {} : { request: { signal: access.signal } }),
    retry: { retries },
    throttle: {
      // Queues are the process's; one a repository.
      id: `${access.apiUrl} ${access.repository}`,
      onRateLimit: waits('the rate limit'),
      onSecondaryRateLimit: waits('the secondary rate limit'),
    },
  }) as unknown as Octokit;
  return {
    rest: octokit.rest,
    graphql: octokit.graphql,
    paginate: octokit.paginate,
    repository: { owner, repo },
    log: access.log,
  };
}
