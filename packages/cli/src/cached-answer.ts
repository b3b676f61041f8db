import type { Answer, OperationHost, Selection } from '@akili/operations';
import type { ExitCode } from '@akili/diagnostics';
import { render } from '@akili/report';
import type { GlobalOptions } from './arguments.ts';
import { paletteFor } from './colours.ts';
import type { Host, Output } from './host.ts';
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
  const { maxOutcomeBytes, openOutcomeCache } = await import('@akili/operations/outcome-cache');
  const root = repositoryRoot(options, host);
  const palette = paletteFor(host.stdout, options, host);
  const coloured = palette.strong('') !== '';
  const { env, tenants, products, format } = options;
  const cache = openOutcomeCache(root, [...question, env, tenants, products, format, coloured], host.env);
  const known = cache?.lookup();
  if (known !== undefined) {
    await host.stdout.write(new TextDecoder().decode(known.output));
    return known.exitCode;
  }
  const { document, sourceOf, exitCode } = await operate(options, host, await load());
  const pieces = render(document, format, { palette, sourceOf, version: host.version });
  const kept = await writeAndKeep(host.stdout, pieces, cache === undefined ? 0 : maxOutcomeBytes);
  if (kept !== undefined && !host.signal.aborted) cache?.store({ exitCode, output: kept });
  return exitCode;
}

/** Writes the pieces and gives their bytes, or undefined where they are more than `limit`. */
async function writeAndKeep(output: Output, pieces: Iterable<string>, limit: number): Promise<Uint8Array | undefined> {
  let kept: string[] | undefined = limit === 0 ? undefined : [];
  let characters = 0;
  const tee = function* (): Iterable<string> {
    for (const piece of pieces) {
      characters += piece.length;
      if (characters > limit) kept = undefined;
      kept?.push(piece);
      yield piece;
    }
  };
  await writePieces(output, tee());
  return kept === undefined ? undefined : new TextEncoder().encode(kept.join(''));
}
