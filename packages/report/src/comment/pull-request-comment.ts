import type { Diagnostic } from '@akili/diagnostics';
import { codeSpan, escapeMarkdown } from '../escape-markdown.ts';
import { summaryWords } from '../plan-words.ts';
import { findingsParts } from './findings-part.ts';
import { fit, type Part } from './fit.ts';
import { commentMarker } from './marker.ts';
import type { CommentOptions, PullRequestPlan } from './pull-request.ts';
import { sizeOf } from './size.ts';
import { summaryTable } from './summary-table.ts';
import { transitionsOf } from './tenant-view.ts';
import { transitionPart } from './transition-part.ts';

export interface Comment {
  readonly body: string;
  /** False when something is left out for want of room, and the body says where it is. */
  readonly whole: boolean;
}

/**
 * A plan as the comment of a pull request: the sums first, then findings, then each tenant's part folded away, with as
 * much detail as `limit` allows. Never longer than the limit, never cut inside a fence, a `<details>` or a character;
 * nothing that came from the repository acts as markup, mention or link.
 */
export function pullRequestComment(input: PullRequestPlan, options: CommentOptions): Comment {
  const parts = [
    ...(options.marker ? [{ levels: [`${commentMarker('plan', input.plan.environment)}\n`] }] : []),
    heading(input, options),
    summaryTable(input.plan),
    ...findingsParts(findings(input, options)),
  ];
  const transitions = transitionsOf(input, options).map(transitionPart);
  const whole = fit([...parts, ...transitions], options.limit);
  if (whole.whole) return { body: whole.text, whole: true };
  const note = leftOut(options);
  const rest = fit([...parts, { levels: [note] }, ...transitions], options.limit);
  return { body: rest.text, whole: false };
}

/** The same as a job's summary takes it: no marker, and room for much more. */
export function jobSummary(input: PullRequestPlan, options: Omit<CommentOptions, 'marker'>): Comment {
  return pullRequestComment(input, { ...options, marker: false });
}

export { sizeOf as commentSize };

function heading({ plan }: PullRequestPlan, { commit }: CommentOptions): Part {
  const title = `### Plan for ${codeSpan(plan.environment)}: ${summaryWords(plan.summary)}\n\n`;
  const failed = plan.isolation.statements.filter(({ holds }) => !holds).length;
  const facts = [
    plan.isolation.holds
      ? `Isolation: proved (${plan.isolation.statements.length} statements).`
      : `**Isolation: VIOLATED** (${failed} of ${plan.isolation.statements.length} statements do not hold).`,
    ...(plan.basis === 'offline' ? ['Compared with the base commit; the engines were not asked.'] : []),
    ...(commit === undefined ? [] : [`Commit ${codeSpan(commit.slice(0, 12))}.`]),
  ];
  return { levels: [title, `${title}${facts.join(' ')}\n\n`] };
}

function findings({ plan }: PullRequestPlan, { withoutLiveValues }: CommentOptions): readonly Diagnostic[] {
  const all = [...plan.isolation.violations, ...plan.diagnostics];
  return withoutLiveValues ? all.filter(({ file }) => file !== undefined) : all;
}

function leftOut({ moreAt }: CommentOptions): string {
  const where = moreAt === undefined ? 'the summary of the run' : `[the summary of the run](${escapeUrl(moreAt)})`;
  return `> Not everything fits into a comment: the rest is in ${where}.\n\n`;
}

/** A link's target: only an https address, with whatever could end the link written as percent code. */
function escapeUrl(url: string): string {
  return /^https?:\/\//.test(url) ? encodeURI(url).replace(/[()]/g, encodeURIComponent) : escapeMarkdown('#');
}
