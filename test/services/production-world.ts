import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeRepository } from '../bench/repository.ts';
import { startStandIn, type StandIn } from '../peers/starrocks/server/index.ts';
import { startVault, type VaultPeer } from '../peers/vault/server.ts';
import { ceph, type CephAccess } from './ceph.ts';
import { dagster, startDagster, type DagsterAccess } from './dagster.ts';
import { kafka, type KafkaAccess } from './kafka.ts';
import { postgres, startPostgres, type PostgresAccess } from './postgres.ts';
import type { RunningService } from './service.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** What a command of the tool came to. */
export interface Said {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The servers of an environment; one that cannot be had is absent, and something embedded takes its place. */
export interface ProductionServers {
  readonly postgres: PostgresAccess;
  readonly ceph?: CephAccess;
  readonly kafka?: KafkaAccess;
  readonly dagster?: DagsterAccess;
  readonly starrocks: StandIn;
  readonly vault: VaultPeer;
}

export interface ProductionOptions {
  /** Tenants that Dagster has a code location for; without any, products run by the embedded compute engine. */
  readonly dagster?: readonly string[];
  /** Without a broker: events are embedded. */
  readonly kafka?: false;
  /** A made-up repository of so many tenants and products in place of the seed's. */
  readonly made?: { readonly tenants: number; readonly products: number };
  /** Further lines of postgresql.conf. */
  readonly postgres?: readonly string[];
  /** Where the record of what was applied lives; in PostgreSQL without it. */
  readonly state?: 'postgres' | 's3' | 'directory';
}

/** A repository with both tenants of the seed and an environment `production` of servers that run. */
export interface ProductionWorld {
  readonly root: string;
  readonly servers: ProductionServers;
  /** One line for each server that cannot be had here. */
  readonly missing: readonly string[];
  /** Every variable that the whole environment needs; a stage gets its part. */
  readonly platformEnv: Readonly<Record<string, string>>;
  /** What a tenant's own job has: a token that reads its secrets and nothing else. */
  tenantEnv(slug: string): Readonly<Record<string, string>>;
  /** Runs the tool as a process of its own, with `platformEnv` where nothing else is given. */
  akili(argv: readonly string[], options?: { readonly env?: Readonly<Record<string, string>> }): Promise<Said>;
  /** Starts the tool and leaves it running. */
  begin(argv: readonly string[]): { readonly said: Promise<Said>; kill(signal: NodeJS.Signals): void };
  read(path: string): string;
  write(path: string, text: string): void;
  /** Replaces a text in a file that must have it. */
  edit(path: string, from: string | RegExp, to: string): void;
  /** The settings that akili.yaml was written with, for tests that bend one engine of it. */
  akiliYaml(change?: Readonly<Record<string, string>>): string;
  stop(): Promise<void>;
}

/** Builds the tool once a process of tests: users have the bundle too. */
let built: Promise<void> | undefined;

/** Starts every server that can be had here and writes the repository. */
export async function startProduction(options: ProductionOptions = {}): Promise<ProductionWorld> {
  built ??= build();
  const missing: string[] = [];
  const running: RunningService<unknown>[] = [];
  const stops: (() => Promise<void>)[] = [];
  const wanted = async <Access>(
    service: { readonly name: string; install(): Promise<{ readonly missing: string } | undefined> },
    start: () => Promise<RunningService<Access>>,
  ): Promise<Access | undefined> => {
    const refused = await service.install();
    if (refused !== undefined) {
      missing.push(`${service.name} cannot be had: ${refused.missing}`);
      return undefined;
    }
    const started = await start();
    running.push(started);
    return started.access;
  };
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'akili-production-')));
  const home = join(root, '..', `${root.split('/').at(-1) ?? ''}-home`);
  const stop = async (): Promise<void> => {
    await Promise.all([...running.map((one) => one.stop()), ...stops.map((one) => one())]);
    for (const folder of [root, home]) rmSync(folder, { recursive: true, force: true });
  };
  try {
    mkdirSync(home);
    const [database, objects, broker, compute] = await Promise.all([
      wanted(postgres, () => startPostgres(options.postgres)),
      wanted(ceph, () => ceph.start()),
      options.kafka === false ? undefined : wanted(kafka, () => kafka.start()),
      options.dagster === undefined ? undefined : wanted(dagster, () => startDagster(options.dagster ?? [])),
      built,
    ]);
    if (database === undefined) throw new Error(missing.join('\n'));
    const starrocks = await startStandIn();
    stops.push(() => starrocks.stop());
    const vault = await startVault({ tokens: vaultTokens(['acme-corp', 'globex-inc']) });
    stops.push(() => vault.close());
    const servers: ProductionServers = {
      ...{ postgres: database, starrocks, vault },
      ...(objects === undefined ? {} : { ceph: objects }),
      ...(broker === undefined ? {} : { kafka: broker }),
      ...(compute === undefined ? {} : { dagster: compute }),
    };
    return worldAt(root, home, servers, { missing, options, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

interface WorldParts {
  readonly missing: readonly string[];
  readonly options: ProductionOptions;
  readonly stop: () => Promise<void>;
}

function worldAt(
  root: string,
  home: string,
  servers: ProductionServers,
  { missing, options, stop }: WorldParts,
): ProductionWorld {
  const { made } = options;
  if (made !== undefined) writeRepository(root, { ...made, seed: 1 });
  for (const folder of made === undefined ? ['tenants', 'policies'] : ['policies'])
    cpSync(join(repository, folder), join(root, folder), { recursive: true });
  const akiliYaml = (change: Readonly<Record<string, string>> = {}): string => platformFile(servers, options, change);
  writeFileSync(join(root, 'akili.yaml'), akiliYaml());
  const vaultEnv = (token: string) => ({ VAULT_ADDR: servers.vault.address, VAULT_TOKEN: token });
  // One secret lies in a file, the others in variables: both ways are in use.
  const objectsFile = join(home, 'objects.json');
  if (servers.ceph !== undefined) writeFileSync(objectsFile, JSON.stringify(servers.ceph.platform), { mode: 0o600 });
  const platformEnv = {
    ...vaultEnv('platform'),
    AKILI_PLATFORM__LOOKUP: JSON.stringify(servers.postgres.provisioner),
    AKILI_PLATFORM__ANALYTICS: JSON.stringify({ username: 'root', password: 'root-password' }),
    ...(servers.ceph === undefined ? {} : { AKILI_PLATFORM__OBJECTS: JSON.stringify(servers.ceph.platform) }),
    ...(servers.kafka === undefined
      ? {}
      : { AKILI_PLATFORM__EVENTS: JSON.stringify({ username: 'admin', password: servers.kafka.password }) }),
  };
  const begin: (
    argv: readonly string[],
    env?: Readonly<Record<string, string>>,
  ) => ReturnType<ProductionWorld['begin']> = (argv, env = platformEnv) => {
    const launcher = join(repository, 'packages/cli/bin/akili.js');
    const child = spawn(process.execPath, [launcher, ...argv], {
      cwd: root,
      env: { PATH: process.env['PATH'], HOME: home, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr]: [string[], string[]] = [[], []];
    child.stdout.setEncoding('utf8').on('data', (text: string) => stdout.push(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
    const said = new Promise<Said>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ exit: code ?? -1, stdout: stdout.join(''), stderr: stderr.join('') }));
    });
    return { said, kill: (signal) => void child.kill(signal) };
  };
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  return {
    ...{ root, servers, missing, platformEnv, read, write, akiliYaml, stop },
    tenantEnv: (slug) => vaultEnv(slug),
    akili: (argv, { env } = {}) => begin(argv, env).said,
    begin: (argv) => begin(argv),
    edit: (path, from, to) => {
      const before = read(path);
      const after = before.replace(from, to);
      if (after === before) throw new Error(`${path} has no ${String(from)}`);
      write(path, after);
    },
  };
}

/** The platform's job reads and writes every secret; a tenant's reads its own. */
export function vaultTokens(slugs: readonly string[]): Parameters<typeof startVault>[0]['tokens'] {
  const own = slugs.map((slug) => [slug, { read: [`akili/data/${slug}/`] }] as const);
  return Object.fromEntries([['platform', { read: ['akili/'], write: ['akili/'] }] as const, ...own]);
}

function platformFile(
  { postgres: database, ceph: objects, kafka: broker, dagster: compute, starrocks }: ProductionServers,
  { state = 'postgres' }: ProductionOptions,
  change: Readonly<Record<string, string>>,
): string {
  const engines: Record<string, string> = {
    analytics: `{ driver: starrocks, host: 127.0.0.1, port: ${starrocks.port}, backendMemory: 128Gi, iceberg: { uri: "http://127.0.0.1:8181" }, credentials: "env:AKILI_PLATFORM__ANALYTICS" }`,
    lookup: `{ driver: postgres, host: 127.0.0.1, port: ${database.port}, database: ${database.database}, credentials: "env:AKILI_PLATFORM__LOOKUP" }`,
    objects:
      objects === undefined
        ? '{ driver: local }'
        : `{ driver: s3, endpoint: "${objects.endpoint}", bucket: akili-data, region: us-east-1, timeoutSeconds: 20, credentials: "env:AKILI_PLATFORM__OBJECTS" }`,
    events:
      broker === undefined
        ? '{ driver: local }'
        : `{ driver: kafka, brokers: ["${broker.address}"], partitions: 1, replication: 1, timeoutSeconds: 10, credentials: "env:AKILI_PLATFORM__EVENTS" }`,
    compute:
      compute === undefined
        ? '{ driver: local }'
        : `{ driver: dagster, url: "${compute.url}", directory: "${compute.directory}", auth: none }`,
    state: `{ store: ${state} }`,
    secrets: '{ store: vault, path: "akili/{tenant}" }',
    ...change,
  };
  const lines = Object.entries(engines).map(([name, settings]) => `    ${name}: ${settings}\n`);
  return `apiVersion: akili/v1
kind: Platform
defaults: { environment: production }
environments:
  production:
${lines.join('')}`;
}

async function build(): Promise<void> {
  const child = spawn(process.execPath, [join(repository, 'packages/cli/build.mjs')], { stdio: 'inherit' });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0 || !existsSync(join(repository, 'packages/cli/dist/main.js')))
    throw new Error('the tool cannot be built');
}
