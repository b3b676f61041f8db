import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Where Debian keeps the server's programs; its `initdb` is on no path. */
export const binaries = '/usr/lib/postgresql/15/bin';

/** True where this process may install packages and become the user `postgres`. */
export const isRoot = process.getuid?.() === 0;

/** A throw-away cluster that listens on 127.0.0.1. */
export interface Cluster {
  readonly port: number;
  /** Of the superuser `postgres`. */
  readonly password: string;
  /** Ends every server process at once, as a power cut would; the data stays. */
  kill(): Promise<void>;
  /** Starts the server again on the same port, after `kill`. */
  resume(): Promise<void>;
  /** Kills it and removes its folder. */
  remove(): Promise<void>;
}

const run = promisify(execFile);

/** Makes and starts a cluster in a fresh folder. Takes about a second. */
export async function startCluster(settings: readonly string[] = []): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'akili-postgres-'));
  const data = join(folder, 'data');
  const port = await freePort();
  const password = randomBytes(18).toString('hex');
  // The server's user must reach its data through every folder above it.
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'run'));
  if (isRoot) await run('chown', ['-R', 'postgres:postgres', folder]);
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (isRoot) await run('chown', ['postgres', passwordFile]);
  const log = join(folder, 'commands.log');
  await asServerUser(log, `${binaries}/initdb`, [
    ...['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
    ...['-E', 'UTF8', '--locale=C.UTF-8', '-N'],
  ]);
  rmSync(passwordFile);
  appendFileSync(join(data, 'postgresql.conf'), configuration(port, join(folder, 'run'), settings));
  const start = (): Promise<void> =>
    asServerUser(log, `${binaries}/pg_ctl`, ['-D', data, '-l', join(folder, 'server.log'), '-w', '-s', 'start']);
  const kill = async (): Promise<void> => {
    if (existsSync(join(data, 'postmaster.pid')))
      await asServerUser(log, `${binaries}/pg_ctl`, ['-D', data, '-m', 'immediate', '-w', '-s', 'stop']);
  };
  const remove = async (): Promise<void> => {
    await kill().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (error) {
    await remove();
    throw error;
  }
  return { port, password, kill, resume: start, remove };
}

/** fsync is off since nothing here outlives the test; a killed server still recovers what the kernel has. */
function configuration(port: number, sockets: string, settings: readonly string[]): string {
  const lines = [
    `listen_addresses = '127.0.0.1'`,
    `port = ${port}`,
    `unix_socket_directories = '${sockets}'`,
    `password_encryption = 'scram-sha-256'`,
    `wal_level = logical`,
    `max_connections = 100`,
    `shared_buffers = 64MB`,
    // Tests read in the log who asked for what.
    `log_line_prefix = '%m [%p] %u@%d '`,
    `fsync = off`,
    `full_page_writes = off`,
    ...settings,
  ];
  return `\n${lines.join('\n')}\n`;
}

/** initdb and the server refuse to run as root. What they say goes to a file: the server would keep a pipe open. */
async function asServerUser(log: string, command: string, args: readonly string[]): Promise<void> {
  const [program, all] = isRoot ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args];
  const output = openSync(log, 'a');
  try {
    const child = spawn(program, all, { cwd: '/', stdio: ['ignore', output, output] });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`${command} ended with ${code}: ${readFileSync(log, 'utf8').slice(-2000)}`);
  } finally {
    closeSync(output);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}
