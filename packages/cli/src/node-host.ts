import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Host } from './host.ts';
import { nodeOutput } from './node-output.ts';

/** The host that Node is. The first SIGINT or SIGTERM asks the command to stop, the second ends the process. */
export function nodeHost(version: string): Host {
  const controller = new AbortController();
  // Everything that runs at once listens: many tenants are no leak.
  setMaxListeners(0, controller.signal);
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());
  const stdout = nodeOutput(process.stdout);
  const stderr = nodeOutput(process.stderr);
  return {
    stdout,
    stderr,
    canAsk: process.stdin.isTTY === true && stderr.isTerminal,
    env: process.env,
    cwd: process.cwd(),
    version,
    now: () => new Date(),
    newId: () => randomUUID(),
    signal: controller.signal,
    ask: (question, how) => ask(question, controller, how?.hidden === true),
  };
}

function ask(question: string, controller: AbortController, hidden: boolean): Promise<string | undefined> {
  return new Promise((resolve) => {
    if (hidden) process.stderr.write(question);
    // Readline echoes to its output, so what is hidden goes nowhere; only the line's end is shown.
    const output = hidden ? new Writable({ write: (_chunk, _encoding, done) => done() }) : process.stderr;
    const lines = createInterface({ input: process.stdin, output, ...(hidden ? { terminal: true } : {}) });
    if (hidden) lines.once('close', () => process.stderr.write('\n'));
    // Readline takes the terminal's Ctrl-C for itself, so it has to be passed on.
    lines.once('SIGINT', () => controller.abort());
    lines.once('close', () => resolve(undefined));
    controller.signal.addEventListener('abort', () => lines.close(), { once: true });
    lines.question(hidden ? '' : question, (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}
