import type { Answer, OperationHost, Selection } from '@akili/operations';
import type { ExitCode } from '@akili/diagnostics';
import type { GlobalOptions } from './arguments.ts';
import type { Host } from './host.ts';
import { progressBar } from './progress-bar.ts';
import { repositoryRoot } from './root.ts';
import { sayResult } from './say.ts';
import { UsageError } from './usage-error.ts';

/** Runs an operation with a progress bar that is gone before anything else is written. */
export async function operate<T>(
  options: GlobalOptions,
  host: Host,
  operation: (host: OperationHost, selection: Selection) => Promise<T>,
): Promise<T> {
  const bar = progressBar(host, options);
  const root = repositoryRoot(options, host);
  const { env, now, signal } = host;
  const selection = { environment: options.env, tenants: options.tenants, products: options.products };
  try {
    return await operation({ root, env, now, signal, progress: (progress) => bar.show(progress) }, selection);
  } finally {
    await bar.end();
  }
}

/**
 * Runs an operation whose answer is the whole result, writes it, and gives its exit code. What the operation refused is
 * wrong usage.
 */
export async function answer(
  options: GlobalOptions,
  host: Host,
  operation: (host: OperationHost, selection: Selection) => Promise<Answer | { readonly refused: string }>,
): Promise<ExitCode> {
  const answered = await operate(options, host, operation);
  if ('refused' in answered) throw new UsageError(answered.refused);
  const { document, sourceOf, exitCode } = answered;
  await sayResult(document, sourceOf, options, host);
  return exitCode;
}
