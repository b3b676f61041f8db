import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { RunningService, Service } from './service.ts';

/** A MariaDB 10.11 on 127.0.0.1 with a row-based binary log. */
export interface MariaDbAccess {
  readonly host: string;
  readonly port: number;
  /** May do anything. */
  readonly root: { readonly username: string; readonly password: string };
  /** Stops the process where it is, as a server that hangs. */
  freeze(): void;
  thaw(): void;
}

const run = promisify(execFile);
const server = '/usr/sbin/mariadbd';

/** MariaDB from Debian's `mariadb-server-core`. */
export const mariadb: Service<MariaDbAccess> = { name: 'MariaDB', install, start: () => startMariaDb() };

async function install(): Promise<{ readonly missing: string } | undefined> {
  if (existsSync(server)) return undefined;
  if (process.getuid?.() !== 0)
    return { missing: 'mariadb-server-core is not installed, and only root installs packages' };
  if (!existsSync('/usr/bin/apt-get')) return { missing: `${server} is not there, and this machine has no apt-get` };
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) =>
    run('apt-get', ['-o', 'DPkg::Lock::Timeout=600', '-q', ...args], { env: environment, maxBuffer: 2 ** 26 });
  try {
    await apt('update');
    await apt('install', '-y', '--no-install-recommends', 'mariadb-server-core', 'mariadb-client-core');
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { missing: `apt-get cannot install mariadb-server-core: ${text.trim().split('\n').at(-1) ?? ''}` };
  }
  return existsSync(server) ? undefined : { missing: `${server} is not there after the install` };
}

/** Starts a server with these further options (`--ssl-cert=...`). Takes one to five seconds. */
export async function startMariaDb(options: readonly string[] = []): Promise<RunningService<MariaDbAccess>> {
  const folder = mkdtempSync(join(tmpdir(), 'akili-mariadb-'));
  const [port, password] = [await freePort(), randomBytes(18).toString('hex')];
  const log = join(folder, 'server.log');
  const output = openSync(log, 'a', 0o600);
  const mine = [
    '--no-defaults',
    ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    `--datadir=${join(folder, 'data')}`,
  ];
  try {
    await run('mariadb-install-db', [...mine, '--auth-root-authentication-method=normal', '--skip-test-db']);
    const init = join(folder, 'init.sql');
    // One statement a line is all that an init file knows.
    writeFileSync(
      init,
      `CREATE OR REPLACE USER 'root'@'127.0.0.1' IDENTIFIED BY '${password}';\nGRANT ALL ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;\n`,
      { mode: 0o600 },
    );
    const child = spawn(
      server,
      [
        ...mine,
        ...['--bind-address=127.0.0.1', `--port=${port}`, `--socket=${join(folder, 'm.sock')}`, `--init-file=${init}`],
        ...['--log-bin=binlog', '--binlog-format=ROW', '--server-id=1', '--skip-name-resolve'],
        ...['--innodb-flush-log-at-trx-commit=0', '--innodb-buffer-pool-size=32M', '--performance-schema=OFF'],
        ...options,
      ],
      { stdio: ['ignore', output, output] },
    );
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const stop = async (): Promise<void> => {
      child.kill('SIGKILL');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    };
    const access: MariaDbAccess = {
      ...{ host: '127.0.0.1', port, root: { username: 'root', password } },
      freeze: () => void child.kill('SIGSTOP'),
      thaw: () => void child.kill('SIGCONT'),
    };
    for (let tries = 0; !(await answers(access)); tries += 1) {
      if (child.exitCode !== null || tries > 300) {
        const said = readFileSync(log, 'utf8').slice(-2000);
        await stop();
        throw new Error(`MariaDB did not start: ${said}`);
      }
      await sleep(100);
    }
    return { access, stop };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  } finally {
    closeSync(output);
  }
}

/** A real statement: `mariadb-admin ping` is content with a login that was refused. */
async function answers({ host, port, root }: MariaDbAccess): Promise<boolean> {
  const { createConnection } = await import('mysql2/promise');
  try {
    const connection = await createConnection({ host, port, user: root.username, password: root.password });
    await connection.query('SELECT 1');
    await connection.end();
    return true;
  } catch {
    return false;
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
