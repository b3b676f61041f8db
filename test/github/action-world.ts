import { startGithubPeer, type GithubPeer } from '../peers/github/server.ts';
import type { Caller } from '../peers/github/state.ts';
import { payload } from './payloads.ts';
import { testRepository, type TestRepository } from './repository.ts';
import { runAction, type ActionResult, type ActionRun } from './run-action.ts';

export const bot: Caller = { login: 'github-actions[bot]', id: 41898282, type: 'Bot', mayWrite: true };
export const mallory: Caller = { login: 'mallory', id: 666, type: 'User', mayWrite: true };
export const transform = 'tenants/acme-corp/products/daily_revenue/transform.sql';

/** GitHub, a checkout with a pull request (number 7, branch `change`), and a way to run actions in it. */
export interface ActionWorld {
  readonly peer: GithubPeer;
  readonly repository: TestRepository;
  /** Commits of `main` and of the pull request's head. */
  readonly base: string;
  /** Commits files to the branch that is checked out. */
  change(files: { readonly [path: string]: string | undefined }): string;
  run(
    action: ActionRun['action'],
    given: Partial<Omit<ActionRun, 'action'>> & Pick<ActionRun, 'event'>,
  ): Promise<ActionResult>;
  /** The event of the pull request, as it stands. */
  pullRequest(headRepository?: string): ActionRun['event'];
  close(): Promise<void>;
}

export async function actionWorld(home: string): Promise<ActionWorld> {
  const repository = testRepository();
  const peer = await startGithubPeer({
    tokens: { bot, mallory, fork: { ...bot, mayWrite: false } },
    prefix: '/api/v3',
  });
  const head = (): string => repository.git('rev-parse', 'HEAD');
  const base = repository.git('rev-parse', 'main');
  return {
    peer,
    repository,
    base,
    change(files) {
      repository.write(files);
      return repository.commit('a change');
    },
    run: (action, given) =>
      runAction({ inputs: {}, workspace: repository.root, apiUrl: peer.url, sha: head(), home, ...given, action }),
    pullRequest(headRepository = 'acme/data') {
      const sha = head();
      peer.repository.pulls.splice(0);
      peer.repository.pulls.push({
        number: 7,
        head: { ref: 'change', sha, repository: headRepository },
        base: { ref: 'main', sha: base },
        state: 'open',
      });
      const changed = {
        number: 7,
        pull_request: {
          number: 7,
          head: { sha, ref: 'change', repo: { full_name: headRepository } },
          base: { sha: base, ref: 'main', repo: { full_name: 'acme/data' } },
        },
      };
      return { name: 'pull_request', payload: payload('pull_request', changed) };
    },
    async close() {
      await peer.close();
      repository.remove();
    },
  };
}
