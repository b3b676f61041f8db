import type { Answer, OperationHost, Selection } from '@akili/operations';
import type { OutcomeKeeper } from '@akili/operations/outcome-cache';
import type { ExitCode } from '@akili/diagnostics';
import { render } from '@akili/report';
import type { GlobalOptions } from './arguments.ts';
import { paletteFor } from './colours.ts';
import type { Host, Output } from './host.ts';
import { limited } from './profile/limited.ts';
import { repositoryRoot } from './root.ts';
import { operate } from './with-operations.ts';
import { writePieces } from './write-pieces.ts';

/**
 * `answer` for operations that depend on nothing but the files: where neither they nor the question changed since the
 * last time, the bytes of that time are written again and nothing is compiled.
 */
export async function cachedAnswer(
  question: readonly unknown[],
  options: GlobalOptions,
  host: Host,
  load: () => Promise<(host: OperationHost, selection: Selection) => Promise<Answer>>,
): Promise<ExitCode> {
  const { openOutcomeCache } = await import('@akili/operations/outcome-cache');
  const root = repositoryRoot(options, host);
  const palette = paletteFor(host.stdout, options, host);
  const coloured = palette.strong('') !== '';
  const { env, tenants, products, format } = options;
  const cache = openOutcomeCache(
    root,
    [...question, env, tenants, products, format, coloured, options.view?.tenant],
    host.env,
  );
  const known = cache?.lookup();
  if (known !== undefined) {
    await host.stdout.write(known.output);
    return known.exitCode;
  }
  const { document, sourceOf, exitCode } = await operate(options, host, await load());
  const pieces = render(await limited(document, options), format, { palette, sourceOf, version: host.version });
  const keeper = cache?.begin();
  try {
    await writePieces(keeper === undefined ? host.stdout : keeping(host.stdout, keeper), pieces);
    if (!host.signal.aborted) keeper?.keep(exitCode);
  } finally {
    keeper?.drop();
  }
  return exitCode;
}

/** An output that keeps what it writes: the same bytes, never more than a piece of them at once. */
function keeping(output: Output, keeper: OutcomeKeeper): Output {
  return {
    isTerminal: output.isTerminal,
    columns: output.columns,
    write(text) {
      const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
      keeper.append(bytes);
      return output.write(bytes);
    },
  };
}
