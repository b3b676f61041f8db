import { exitCodes, type ExitCode } from '@akili/diagnostics';
import { attempt, mayCommand, readChatCommand, type ChatCommand, type Github } from '@akili/github';
import type { Action } from '../action.ts';

interface CommentPayload {
  readonly action?: string;
  readonly issue?: { readonly number: number; readonly pull_request?: unknown };
  readonly comment?: { readonly id: number; readonly body: string; readonly user: { readonly login: string } | null };
}

/** What a comment was answered with. */
type Verdict =
  | { readonly accepted: ChatCommand; readonly headSha: string; readonly base: string }
  | { readonly refused: string; readonly reaction: '-1' | 'confused' };

/**
 * Reads what a comment on a pull request asks for, and whether its author may ask. The answer is in the outputs `verb`
 * (empty: nothing to do), `tenants`, `pull-request`, `head-sha` and `base`, and a reaction on the comment.
 */
export async function answerChat(action: Action): Promise<ExitCode> {
  const { action: happened, issue, comment } = action.event.payload as CommentPayload;
  const nothing = (): ExitCode => {
    action.output('verb', '');
    action.output('tenants', '[]');
    return exitCodes.ok;
  };
  if (happened !== 'created' || issue?.pull_request === undefined || comment === undefined) return nothing();
  const command = readChatCommand(comment.body);
  if (command === undefined) return nothing();
  const github = await action.github();
  const verdict: Verdict =
    'problem' in command
      ? { refused: command.problem, reaction: 'confused' }
      : await judge(github, command, issue.number, comment.user?.login ?? '');
  const { owner, repo } = github.repository;
  const reaction = 'refused' in verdict ? verdict.reaction : 'eyes';
  await attempt(github, 'the reaction', () =>
    github.rest.reactions.createForIssueComment({ owner, repo, comment_id: comment.id, content: reaction }),
  );
  if ('refused' in verdict) {
    action.command('notice', `The comment was not acted on: ${verdict.refused}.`);
    return nothing();
  }
  action.output('verb', verdict.accepted.verb);
  action.output('tenants', JSON.stringify(verdict.accepted.tenants));
  action.output('pull-request', String(issue.number));
  action.output('head-sha', verdict.headSha);
  action.output('base', verdict.base);
  return exitCodes.ok;
}

async function judge(github: Github, command: ChatCommand, number: number, login: string): Promise<Verdict> {
  const no = (refused: string): Verdict => ({ refused, reaction: '-1' });
  if (login === '' || !(await mayCommand(github, login))) return no('its author may not write to the repository');
  const { owner, repo } = github.repository;
  const { data: pull } = await github.rest.pulls.get({ owner, repo, pull_number: number });
  const fork = pull.head.repo === null || pull.head.repo.full_name !== pull.base.repo.full_name;
  switch (command.verb) {
    case 'plan':
      if (pull.state !== 'open') return no('the pull request is closed');
      // Whoever owns the fork may push while this job starts: its files never meet credentials.
      if (fork) return no('a plan with credentials is never made of the files of a fork');
      break;
    case 'apply':
      if (!pull.merged) return no('only what is merged is applied');
      break;
    case 'unlock':
      // Nothing of the pull request is used: it is only where somebody asked.
      break;
  }
  return { accepted: command, headSha: pull.head.sha, base: pull.base.sha };
}
