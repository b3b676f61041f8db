import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { startCeph, type CephCluster } from './ceph-cluster.ts';
import type { RunningService, Service } from './service.ts';

/** Keys as a secret of the role `objects` holds them. */
export interface CephKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A Ceph gateway (S3, Admin Ops API, IAM) on 127.0.0.1, with the platform's user. */
export interface CephAccess extends Pick<CephCluster, 'endpoint' | 'admin'> {
  /** May make users and owns the buckets that it makes: the platform's credential. */
  readonly platform: CephKeys;
}

const command = promisify(execFile);
const programs = ['ceph-mon', 'ceph-osd', 'radosgw'];
const isThere = (): boolean => programs.every((name) => existsSync(`/usr/bin/${name}`));

/** Ceph from Debian's packages; the store is in memory. */
export const ceph: Service<CephAccess> = { name: 'Ceph RGW', install, start };

async function install(): Promise<{ readonly missing: string } | undefined> {
  if (isThere()) return undefined;
  if (process.getuid?.() !== 0) return { missing: 'radosgw is not installed, and only root installs packages' };
  if (!existsSync('/usr/bin/apt-get')) return { missing: 'radosgw is not there, and this machine has no apt-get' };
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) =>
    command('apt-get', ['-o', 'DPkg::Lock::Timeout=600', '-q', ...args], { env, maxBuffer: 2 ** 26 });
  try {
    await apt('update');
    await apt('install', '-y', '--no-install-recommends', ...programs);
  } catch (error) {
    const { stderr = '' } = error as { readonly stderr?: string };
    return { missing: `apt-get cannot install radosgw: ${stderr.trim().split('\n').at(-1) ?? ''}` };
  }
  return isThere() ? undefined : { missing: 'radosgw is not there after the install' };
}

/** What the platform's user may do through the Admin Ops API and IAM; everything else is refused to it. */
const caps = 'users=*;user-policy=*';

async function start(): Promise<RunningService<CephAccess>> {
  const cluster = await startCeph();
  const platform = { accessKeyId: 'PLATFORM', secretAccessKey: randomBytes(20).toString('hex') };
  const keys = ['--access-key', platform.accessKeyId, '--secret-key', platform.secretAccessKey];
  try {
    await cluster.admin(
      'user',
      'create',
      '--uid',
      'akili-platform',
      '--display-name',
      'Platform',
      ...keys,
      '--caps',
      caps,
    );
  } catch (error) {
    await cluster.remove();
    throw error;
  }
  const { endpoint, admin } = cluster;
  return { access: { endpoint, admin, platform }, stop: () => cluster.remove() };
}
