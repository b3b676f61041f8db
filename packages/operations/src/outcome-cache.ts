import { exitCodes, type ExitCode } from '@akili/diagnostics';
import { openCompileCache } from '@akili/repo';
import { buildId } from './build-id.ts';
import { cacheSecret } from './cache-secret.ts';

/** What a command over an unchanged repository answered the last time: its exit code and the bytes it printed. */
export interface Outcome {
  readonly exitCode: ExitCode;
  readonly output: Uint8Array;
}

/** Answers of commands that depend on nothing but the repository's files and their own arguments. */
export interface OutcomeCache {
  lookup(): Outcome | undefined;
  /** Begins to keep an outcome: its output as it is written, then its exit code. */
  begin(): OutcomeKeeper;
}

/** An outcome that is being kept: output until `keep` or `drop`. */
export interface OutcomeKeeper {
  append(output: Uint8Array): void;
  keep(exitCode: ExitCode): void;
  drop(): void;
}

/** A larger output is not kept. */
const maxOutcomeBytes = 128 * 1024 * 1024;

/**
 * Finds what was answered for exactly this state of the files; must be called before they are read. `asked` is
 * everything else that the answer depends on: the command, its flags, the format, the colours.
 */
export function openOutcomeCache(
  root: string,
  asked: readonly unknown[],
  env: { readonly [name: string]: string | undefined },
): OutcomeCache | undefined {
  const secret = buildId === undefined ? undefined : cacheSecret(env);
  if (secret === undefined) return undefined;
  const cache = openCompileCache(root, JSON.stringify([buildId, secret, ...asked]));
  return {
    lookup() {
      const found = cache.lookup();
      const code = new TextDecoder().decode(found?.read('exit-code'));
      const output = found?.read('output');
      const exitCode = Object.values(exitCodes).find((known) => String(known) === code);
      return exitCode === undefined || output === undefined ? undefined : { exitCode, output };
    },
    begin() {
      const writer = cache.begin('output');
      let bytes = 0;
      return {
        append(output) {
          bytes += output.length;
          if (bytes > maxOutcomeBytes) writer.drop();
          else writer.append(output);
        },
        keep: (exitCode) => void writer.keep({ 'exit-code': String(exitCode) }),
        drop: () => writer.drop(),
      };
    },
  };
}
