import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import type { Version } from '../version.ts';
import { serveConnection } from './serve-connection.ts';
import { newWorld, type World } from './world.ts';

/** What goes wrong on demand: the next statements that match are refused, delayed, or end the connection. */
export interface Misbehaviour {
  readonly when: RegExp;
  /** How often; then it behaves again. */
  times: number;
  readonly as:
    'drop' | 'dropAfter' | { readonly slowMs: number } | { readonly error: number; readonly message: string };
}

export interface StandInOptions {
  readonly version?: Version;
  /** Of the user `root`. */
  readonly password?: string;
  /** What `current_version()` says. */
  readonly release?: string;
  readonly refreshMs?: number;
}

/** A stand-in for StarRocks that listens on a loopback port. */
export interface StandIn {
  readonly port: number;
  readonly world: World;
  /** Every statement that came, with who sent it, in order. */
  readonly log: { readonly user: string; readonly text: string }[];
  readonly misbehaviours: Misbehaviour[];
  /** Names of views whose refresh fails. */
  readonly failingRefreshes: Set<string>;
  stop(): Promise<void>;
}

export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { version = '4.0', password = 'root-password', refreshMs = 0, release } = options;
  const world = newWorld(password);
  const log: { user: string; text: string }[] = [];
  const misbehaviours: Misbehaviour[] = [];
  const failingRefreshes = new Set<string>();
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    serveConnection(socket, {
      id: world.nextId(),
      salt: Buffer.from(randomBytes(20).map((byte) => (byte % 94) + 33)),
      world,
      version,
      release,
      refreshMs,
      log,
      misbehaviours,
      failRefresh: (view) => failingRefreshes.has(view),
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no port');
  return {
    port: address.port,
    world,
    log,
    misbehaviours,
    failingRefreshes,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
