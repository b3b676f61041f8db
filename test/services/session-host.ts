import { randomUUID } from 'node:crypto';
import type { Host, Output } from 'akili';

export { main } from 'akili';

/** The world of one command as a person's machine is: real clock, given environment, no terminal. */
export function nodeHost(
  cwd: string,
  env: { readonly [name: string]: string },
): { readonly host: Host; stdout(): string; stderr(): string } {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr'): Output => ({
    isTerminal: false,
    columns: 80,
    write(text) {
      written[name] += typeof text === 'string' ? text : new TextDecoder().decode(text);
      return Promise.resolve();
    },
  });
  return {
    host: {
      stdout: output('stdout'),
      stderr: output('stderr'),
      canAsk: false,
      env,
      cwd,
      version: '9.9.9',
      now: () => new Date(),
      newId: () => randomUUID(),
      signal: new AbortController().signal,
      ask: () => Promise.resolve(undefined),
    },
    stdout: () => written.stdout,
    stderr: () => written.stderr,
  };
}
