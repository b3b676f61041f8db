import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { exitCodes, hasErrors, type ExitCode } from '@akili/diagnostics';
import { attempt, commentsOf, keepComment } from '@akili/github';
import { refusalExitCode } from '@akili/plan';
import {
  codeSpan,
  commentMarker,
  diagnosticsMarkdown,
  hasMarker,
  jobSummary,
  pullRequestComment,
  type PullRequestPlan,
} from '@akili/report';
import { summaryLimit, type Action } from '../action.ts';
import { InputError } from '../input-error.ts';
import { stepDigests } from '../reviewed/step-digests.ts';
import { writeReviewed } from '../reviewed/reviewed-line.ts';
import { commentedPull, type CommentedPull } from './commented-pull.ts';
import { mergeParts } from './merge-parts.ts';
import type { Part } from './part.ts';
import { readParts } from './read-parts.ts';

/** Bytes of a comment; GitHub refuses more than 65,536 characters. */
const commentLimit = 60_000;

/**
 * Reads what the jobs of a matrix left and keeps the one comment of the pull request. Which pull request it is, GitHub says;
 * nothing of that is taken from the parts. A comment that fails fails nothing.
 */
export async function collectParts(action: Action): Promise<ExitCode> {
  const pull = await commentedPull(action);
  if (pull === undefined) {
    action.command('notice', 'No open pull request has this commit as its head: nobody is told.');
    return exitCodes.ok;
  }
  const folder = resolve(action.world.root, action.input('collect'));
  const { parts, refused } = existsSync(folder) ? readParts(folder, pull.headSha) : { parts: [], refused: [] };
  for (const { path, problem } of refused)
    action.command('warning', `A part of the plan was not read (${path}): ${problem}.`);
  if (parts.length + refused.length === 0 && action.input('expect') === '[]') return await tellNothing(action, pull);
  const missing = action.list('expect').filter((name) => !parts.some((part) => part.name === name));
  const merged = mergeParts(parts);
  const notes = notesOn(parts, missing, refused.length, merged);
  const { body, whole } = commentOf(action, merged, notes, pull, parts);
  if (merged !== undefined) {
    const options = { limit: summaryLimit / 2, withoutLiveValues: withheld(action, parts), commit: pull.headSha };
    action.summary(jobSummary(merged, options).body);
  }
  action.summary(notes);
  action.output('whole', String(whole));
  if (pull.number !== undefined && action.input('comment') !== 'false') await comment(action, pull.number, body);
  const failed = parts.some(({ diagnostics }) => hasErrors(diagnostics)) || missing.length > 0 || refused.length > 0;
  const said = merged === undefined ? [] : [...merged.plan.diagnostics, ...merged.plan.isolation.violations];
  const code = refusalExitCode(said);
  return code !== exitCodes.ok ? code : failed ? exitCodes.failed : exitCodes.ok;
}

/** Nothing is affected (any more): a comment of before must not go on telling of a plan; where there is none, none is needed. */
async function tellNothing(action: Action, pull: CommentedPull): Promise<ExitCode> {
  const marker = commentMarker('plan', action.input('environment'));
  if (pull.number === undefined || action.input('comment') === 'false') return exitCodes.ok;
  const { number } = pull;
  const github = await action.github();
  const told = await attempt(github, 'reading the comments', () =>
    commentsOf(github, number, (body) => hasMarker(body, marker)),
  );
  const body = `${marker}\n### Nothing to plan for ${codeSpan(action.input('environment'))}\n\nNo tenant is affected by this pull request.\n`;
  if (told !== undefined && told.length > 0) await comment(action, number, body);
  return exitCodes.ok;
}

async function comment(action: Action, number: number, body: string): Promise<void> {
  const github = await action.github();
  const marker = body.split('\n', 1)[0] ?? '';
  const kept = await attempt(github, 'the comment', () => keepComment(github, number, marker, body));
  action.output('comment-url', kept?.url ?? '');
  if (kept === undefined)
    action.command('warning', 'The comment could not be written; the plan is in the summary of this run.');
}

function withheld(action: Action, parts: readonly Part[]): boolean {
  return action.flag('without-live-values') || parts.some((part) => part.withheld);
}

function commentOf(
  action: Action,
  merged: PullRequestPlan | undefined,
  notes: string,
  pull: CommentedPull,
  parts: readonly Part[],
): { readonly body: string; readonly whole: boolean } {
  const environment = merged?.plan.environment ?? action.input('environment');
  if (environment === '')
    throw new InputError('Where no part holds a plan, the input `environment` has to say whose comment it is.');
  const marker = commentMarker('plan', environment);
  if (merged === undefined)
    return { body: `${marker}\n### No plan for ${codeSpan(environment)}\n\n${notes}`, whole: true };
  const hidden = withheld(action, parts);
  const basis = hidden || merged.plan.basis === 'offline' ? 'outline' : 'full';
  const reviewed = writeReviewed({ headSha: pull.headSha, basis, digests: stepDigests(merged.plan, basis) });
  const options = {
    limit: commentLimit - reviewed.length - notes.length * 3,
    withoutLiveValues: hidden,
    marker: false,
    commit: pull.headSha,
    ...(action.runUrl === undefined ? {} : { moreAt: action.runUrl }),
  };
  const { body, whole } = pullRequestComment(merged, options);
  return { body: `${marker}\n${reviewed}\n${body}${notes}`, whole };
}

/** Findings shown where no plan could be made. */
const findingsShown = 20;
const namesShown = 20;

function notesOn(
  parts: readonly Part[],
  missing: readonly string[],
  refused: number,
  merged: PullRequestPlan | undefined,
): string {
  const failed = parts.filter(({ planned }) => planned === undefined);
  const named = (names: readonly string[]): string =>
    names
      .slice(0, namesShown)
      .map((name) => codeSpan(name.slice(0, 63)))
      .join(', ') + (names.length > namesShown ? ` and ${names.length - namesShown} more` : '');
  const lines = [
    ...(failed.length > 0 ? [`> **No plan could be made for** ${named(failed.map(({ name }) => name))}.\n\n`] : []),
    ...(missing.length > 0 ? [`> **No plan arrived of** ${named(missing)}: see the jobs of the run.\n\n`] : []),
    ...(refused > 0 ? [`> ${refused} of the parts could not be trusted and were left out.\n\n`] : []),
  ];
  // Where there is a plan it tells the findings itself.
  const findings = merged === undefined ? failed.flatMap(({ diagnostics }) => diagnostics).slice(0, findingsShown) : [];
  const text = [...diagnosticsMarkdown(findings)].join('');
  return lines.join('') + (text.length < commentLimit / 2 ? text : '');
}
