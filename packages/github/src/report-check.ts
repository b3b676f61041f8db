import type { Diagnostic } from '@akili/diagnostics';
import { annotationsOf } from './annotations.ts';
import type { Github } from './open-github.ts';

/** A check run as it ends. */
export interface Check {
  /** `akili / acme-corp`: what branch protection asks for. */
  readonly name: string;
  readonly headSha: string;
  readonly conclusion: 'success' | 'failure' | 'neutral';
  readonly title: string;
  /** Markdown of at most 65,535 characters. */
  readonly summary: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Annotations that GitHub takes at a time; further ones come with updates. */
const atATime = 50;

/**
 * Reports a check run with all its annotations, in batches. It is in progress until the last batch is there, so that
 * nobody sees half of it as the verdict; without a single finding it reports all the same, since others may require it.
 */
export async function reportCheck(
  github: Github,
  check: Check,
): Promise<{ readonly id: number; readonly url: string }> {
  const { owner, repo } = github.repository;
  const annotations = annotationsOf(check.diagnostics);
  const batches = Array.from({ length: Math.max(1, Math.ceil(annotations.length / atATime)) }, (_, i) =>
    annotations.slice(i * atATime, (i + 1) * atATime),
  );
  const part = (i: number) => ({
    ...(i === batches.length - 1
      ? { status: 'completed' as const, conclusion: check.conclusion }
      : { status: 'in_progress' as const }),
    output: { title: check.title, summary: check.summary, annotations: [...(batches[i] ?? [])] },
  });
  const { data } = await github.rest.checks.create({
    owner,
    repo,
    name: check.name,
    head_sha: check.headSha,
    ...part(0),
  });
  for (let i = 1; i < batches.length; i++)
    await github.rest.checks.update({ owner, repo, check_run_id: data.id, ...part(i) });
  return { id: data.id, url: data.html_url ?? '' };
}
