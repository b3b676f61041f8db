import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { createInterface } from 'node:readline';
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
    ask: (question) => ask(question, controller),
  };
}

function ask(question: string, controller: AbortController): Promise<string | undefined> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    // Readline takes the terminal's Ctrl-C for itself, so it has to be passed on.
    lines.once('SIGINT', () => controller.abort());
    lines.once('close', () => resolve(undefined));
    controller.signal.addEventListener('abort', () => lines.close(), { once: true });
    lines.question(question, (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}
