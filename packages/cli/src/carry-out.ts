import { exitCodes, type ExitCode } from '@akili/diagnostics';
import type { Answer, PreparedApply } from '@akili/operations';
import { isEmptyPlan } from '@akili/report';
import type { GlobalOptions } from './arguments.ts';
import type { Host } from './host.ts';
import { progressBar } from './progress-bar.ts';
import { sayAside, sayResult } from './say.ts';

/** What differs between the commands that carry a plan out. */
export interface CarryOut {
  /** Asks for consent; not called when there is nothing to do. */
  readonly agree: () => Promise<boolean>;
  /** Shows the plan first: everywhere but where it was reviewed before. */
  readonly showPlan: boolean;
}

/**
 * Shows a prepared plan, gets consent, carries it out and shows the report. With a format for machines stdout holds the
 * report alone, and people find the plan on stderr.
 */
export async function carryOut(
  prepared: PreparedApply,
  how: CarryOut,
  options: GlobalOptions,
  host: Host,
): Promise<ExitCode> {
  const { answer } = prepared;
  if (answer.document.kind !== 'plan' || answer.exitCode !== exitCodes.ok) {
    await say(answer, options, host);
    return answer.exitCode;
  }
  const { plan } = answer.document;
  const forMachines = options.format !== 'text';
  if (!forMachines && (how.showPlan || isEmptyPlan(plan))) await say(answer, options, host);
  if (forMachines && how.showPlan && !options.quiet) await sayAside(answer.document, answer.sourceOf, options, host);
  if (!isEmptyPlan(plan) && !(await how.agree())) {
    if (host.signal.aborted) return exitCodes.interrupted;
    await host.stderr.write('Nothing was changed.\n');
    return exitCodes.refused;
  }
  const bar = progressBar(host, options);
  const report = await prepared.run((progress) => bar.show(progress)).finally(() => bar.end());
  // An empty plan is run too, since it may have records to mend, but there is nothing more to tell of it.
  const told = isEmptyPlan(plan) && !forMachines && report.exitCode === exitCodes.ok;
  if (!told && !forMachines && how.showPlan) await host.stdout.write('\n');
  if (!told) await say(report, options, host);
  return report.exitCode;
}

async function say(answer: Answer, options: GlobalOptions, host: Host): Promise<void> {
  await sayResult(answer.document, answer.sourceOf, options, host);
}
