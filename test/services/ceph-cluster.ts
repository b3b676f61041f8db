import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const command = promisify(execFile);

/** One monitor, one store in memory and one gateway, in a folder of their own. */
export interface CephCluster {
  /** `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  /** Runs `radosgw-admin` on the cluster. */
  admin(...args: readonly string[]): Promise<string>;
  remove(): Promise<void>;
}

/**
 * Starts a cluster of one node without systemd and without a manager (health warns; nothing here needs one). One
 * keyring holds every identity and goes in when the monitor is made, so that nobody has to be registered later; Paxos
 * proposes without waiting, which is what makes it start in a second.
 */
export async function startCeph(): Promise<CephCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'akili-ceph-'));
  const file = join(folder, 'ceph.conf');
  const cluster: CephCluster = {
    endpoint: '',
    admin: async (...args) => (await command('radosgw-admin', ['-c', file, ...args])).stdout,
    remove: () => stop(folder),
  };
  try {
    const [monitor, gateway] = [await freePort(), await freePort()];
    const fsid = randomUUID();
    for (const name of ['mon', 'osd', 'run', 'log']) mkdirSync(join(folder, name));
    writeFileSync(file, configuration(folder, fsid, monitor, gateway));
    await makeKeyring(join(folder, 'keyring'));
    await startDaemons(folder, file, fsid, monitor);
    const endpoint = `http://127.0.0.1:${gateway}`;
    await untilAnswered(endpoint);
    return { ...cluster, endpoint };
  } catch (error) {
    await cluster.remove();
    throw error;
  }
}

async function makeKeyring(file: string): Promise<void> {
  const identities: readonly (readonly string[])[] = [
    ['mon.', 'mon', 'allow *'],
    ['client.admin', 'mon', 'allow *', 'osd', 'allow *', 'mgr', 'allow *'],
    ['osd.0', 'mon', 'allow profile osd', 'osd', 'allow *', 'mgr', 'allow profile osd'],
    ['client.rgw', 'mon', 'allow rw', 'osd', 'allow rwx', 'mgr', 'allow rw'],
  ];
  for (const [index, [name = '', ...caps]] of identities.entries()) {
    const pairs = caps.flatMap((_, at) => (at % 2 === 0 ? ['--cap', caps[at] ?? '', caps[at + 1] ?? ''] : []));
    await command('ceph-authtool', [
      ...(index === 0 ? ['--create-keyring'] : []),
      file,
      '--gen-key',
      '-n',
      name,
      ...pairs,
    ]);
  }
}

async function startDaemons(folder: string, file: string, fsid: string, port: number): Promise<void> {
  const map = join(folder, 'monmap');
  const keyring = join(folder, 'keyring');
  const address = `[v2:127.0.0.1:${port}/0]`;
  await command('monmaptool', [
    ...['--create', '--clobber', '--fsid', fsid, '--addv', 'a', address],
    ...['--set-min-mon-release', '16', map],
  ]);
  await command('ceph-mon', ['--mkfs', '-i', 'a', '-c', file, '--monmap', map, '--keyring', keyring]);
  await daemon('ceph-mon', ['-i', 'a', '-c', file]);
  const osd = randomUUID();
  await command('ceph', ['-c', file, '--connect-timeout', '30', 'osd', 'new', osd]);
  await command('ceph-osd', ['-i', '0', '-c', file, '--mkfs', '--osd-uuid', osd]);
  await daemon('ceph-osd', ['-i', '0', '-c', file]);
  await daemon('radosgw', ['-n', 'client.rgw', '-c', file]);
}

/** Daemons go to the background themselves, but keep what they were given as output: they are given nothing. */
async function daemon(name: string, args: readonly string[]): Promise<void> {
  const quoted = [name, ...args].map((word) => `'${word}'`).join(' ');
  await command('/bin/sh', ['-c', `${quoted} </dev/null >/dev/null 2>&1`]);
}

async function untilAnswered(endpoint: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const answer = await fetch(endpoint).catch(() => undefined);
    if (answer?.ok === true) return;
    await sleep(100);
  }
  throw new Error(`the gateway at ${endpoint} does not answer`);
}

/** Kills by the process ids that the daemons wrote: the data is thrown away, and a gentle stop takes seconds. */
async function stop(folder: string): Promise<void> {
  for (const name of ['client.rgw', 'osd.0', 'mon.a']) {
    const file = join(folder, 'run', `${name}.pid`);
    const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
    if (pid <= 1) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It is gone already.
    }
  }
  await sleep(100);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function configuration(folder: string, fsid: string, monitor: number, gateway: number): string {
  return `[global]
fsid = ${fsid}
mon_host = v2:127.0.0.1:${monitor}/0
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_msgr1 = false
auth_cluster_required = cephx
auth_service_required = cephx
auth_client_required = cephx
auth_allow_insecure_global_id_reclaim = false
run_dir = ${folder}/run
admin_socket = ${folder}/run/$name.$pid.asok
pid_file = ${folder}/run/$name.pid
log_file = ${folder}/log/$name.log
crash_dir = ${folder}/run
keyring = ${folder}/keyring
mon_data = ${folder}/mon
osd_data = ${folder}/osd
osd_objectstore = memstore
memstore_device_bytes = 2147483648
osd_crush_chooseleaf_type = 0
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 4
osd_pool_default_pgp_num = 4
osd_pool_default_pg_autoscale_mode = off
rgw_rados_pool_pg_num_min = 4
mon_allow_pool_size_one = true
mon_data_avail_warn = 1
mon_data_avail_crit = 1
paxos_propose_interval = 0.02
paxos_min_wait = 0.005
mon_tick_interval = 1
[mon]
mon_cluster_log_file = ${folder}/log/cluster.log
[client]
rgw_frontends = beast endpoint=127.0.0.1:${gateway}
rgw_data = ${folder}/run
rgw_enable_apis = s3, admin, iam
rgw_thread_pool_size = 64
`;
}
