import type { ScaffoldFile } from '../scaffold.ts';
import { applyWorkflow } from './apply.ts';
import { commentWorkflow } from './comment.ts';
import { driftWorkflow } from './drift.ts';
import { pullRequestWorkflow } from './pull-request.ts';
import { unlockWorkflow } from './unlock.ts';
import { workflowText, type WorkflowOptions } from './workflow-options.ts';

/** The workflows of a repository on GitHub; ones that are there already are kept. */
export function workflows(options: WorkflowOptions): readonly ScaffoldFile[] {
  const texts = {
    'pull-request': pullRequestWorkflow,
    comment: commentWorkflow,
    apply: applyWorkflow,
    drift: driftWorkflow,
    unlock: unlockWorkflow,
  };
  return Object.entries(texts).map(([name, text]) => ({
    path: `.github/workflows/akili-${name}.yml`,
    text: workflowText(text, options),
    keepExisting: true,
  }));
}
