import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program that was started, with everything that it started. */
export interface Program {
  /** Resolves once something accepts connections on the port; rejects when the program ends before. */
  listens(port: number): Promise<void>;
  log(): string;
  stop(): Promise<void>;
}

/** Starts a program in a process group of its own, its output in a file. */
export function startProgram(
  file: string,
  args: readonly string[],
  env: { readonly [name: string]: string },
  logFile: string,
): Program {
  const out = openSync(logFile, 'a');
  const child = spawn(file, args, { env, stdio: ['ignore', out, out], detached: true });
  closeSync(out);
  let ended = false;
  child.once('error', () => {
    ended = true;
  });
  child.once('exit', () => {
    ended = true;
  });
  const signal = (name: NodeJS.Signals): void => {
    try {
      // The whole group: a code server has a child that imports the code.
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // It is gone already.
    }
  };
  return {
    async listens(port) {
      for (const until = Date.now() + 120_000; Date.now() < until; await sleep(100)) {
        if (ended) throw new Error(`it ended before it listened on ${port}`);
        if (await accepts(port)) return;
      }
      throw new Error(`nothing listens on ${port}`);
    },
    log: () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''),
    async stop() {
      signal('SIGTERM');
      for (const until = Date.now() + 5_000; !ended && Date.now() < until; await sleep(50));
      signal('SIGKILL');
    },
  };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
