import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort, startProgram, type Program } from './dagster-programs.ts';
import type { RunningService, Service } from './service.ts';

const command = promisify(execFile);
/** The Python package that stands behind the driver. */
export const pythonPackage = fileURLToPath(new URL('../../packages/driver-dagster/python', import.meta.url));
const lockFile = join(pythonPackage, 'requirements.lock');

/** A Dagster whose workspace has a code location for each of these tenants. */
export interface DagsterAccess {
  /** The webserver's GraphQL address. */
  readonly url: string;
  /** Where the code locations look for manifests: `<directory>/<slug>/akili_manifest.json`. */
  readonly directory: string;
  /** What the programs wrote, for messages of tests that fail. */
  log(): string;
}

const instance = `telemetry: { enabled: false }
run_retries: { enabled: true }
run_monitoring: { enabled: true }
freshness: { enabled: true }
concurrency: { pools: { default_limit: 1 } }
`;

/** Dagster from PyPI, in an environment of its own in the user's cache. */
export const dagster: Service<DagsterAccess> = {
  name: 'Dagster',
  install,
  start: () => startDagster(['acme-corp', 'globex-inc']),
};

/** The interpreter that has everything of requirements.lock. A changed lock makes another environment. */
export function python(): string {
  const digest = createHash('sha256').update(readFileSync(lockFile, 'utf8')).digest('hex').slice(0, 12);
  return join(homedir(), '.cache', 'akili-services', `dagster-${digest}`, 'bin', 'python');
}

async function install(): Promise<{ readonly missing: string } | undefined> {
  const interpreter = python();
  const folder = join(interpreter, '..', '..');
  const done = join(folder, '.complete');
  if (existsSync(done)) return undefined;
  try {
    await command('python3', ['-c', 'import sys; assert (3, 10) <= sys.version_info < (3, 14)']);
  } catch {
    return { missing: 'python3 of a version from 3.10 to 3.13 is not there' };
  }
  // Not moved afterwards: an environment knows its own path. A half one has no mark and is made again.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, '..'), { recursive: true });
  try {
    await command('python3', ['-m', 'venv', folder]);
  } catch (error) {
    return { missing: `python3 makes no virtual environment (Debian: python3-venv): ${lastLine(error)}` };
  }
  try {
    const options = ['install', '--quiet', '--disable-pip-version-check', '--only-binary', ':all:'];
    await command(interpreter, ['-m', 'pip', ...options, '--requirement', lockFile], { maxBuffer: 2 ** 26 });
  } catch (error) {
    return { missing: `pip cannot install Dagster: ${lastLine(error)}` };
  }
  writeFileSync(`${done}.draft`, '');
  renameSync(`${done}.draft`, done);
  return undefined;
}

/** One code server a tenant, as in production, and one webserver over them. */
export async function startDagster(slugs: readonly string[]): Promise<RunningService<DagsterAccess>> {
  const folder = mkdtempSync(join(tmpdir(), 'akili-dagster-'));
  const [directory, home] = [join(folder, 'manifests'), join(folder, 'home')];
  for (const made of [directory, home]) mkdirSync(made);
  // As docs/guides/dagster.md sets an instance up.
  writeFileSync(join(home, 'dagster.yaml'), instance);
  const programs: Program[] = [];
  const log = (): string => programs.map((program) => program.log()).join('\n');
  const stop = async (): Promise<void> => {
    await Promise.all(programs.map((program) => program.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const environment = { DAGSTER_HOME: home, PYTHONPATH: join(pythonPackage, 'src'), HOME: homedir(), PATH: path() };
    // Processes that make the instance's databases at the same time fall over each other.
    await command(python(), ['-c', 'import dagster; dagster.DagsterInstance.get()'], { env: environment });
    const servers = await Promise.all(
      slugs.map(async (slug) => {
        const port = await freePort();
        const manifest = join(directory, slug, 'akili_manifest.json');
        const options = ['code-server', 'start', '-m', 'akili_dagster.definitions', '-h', '127.0.0.1'];
        const program = startProgram(
          python(),
          ['-m', 'dagster', ...options, '-p', String(port), '--location-name', `akili-${slug}`],
          { ...environment, AKILI_MANIFEST: manifest },
          join(folder, `${slug}.log`),
        );
        programs.push(program);
        await program.listens(port);
        return `  - grpc_server: { host: 127.0.0.1, port: ${port}, location_name: akili-${slug} }\n`;
      }),
    );
    const workspace = join(folder, 'workspace.yaml');
    writeFileSync(workspace, `load_from:\n${servers.join('')}`);
    const port = await freePort();
    const options = ['-w', workspace, '-h', '127.0.0.1', '-p', String(port)];
    const webserver = startProgram(
      join(python(), '..', 'dagster-webserver'),
      options,
      environment,
      join(folder, 'webserver.log'),
    );
    programs.push(webserver);
    await webserver.listens(port);
    const url = `http://127.0.0.1:${port}/graphql`;
    for (const slug of slugs) await loads(url, slug);
    return { access: { url, directory, log }, stop };
  } catch (error) {
    const said = log();
    await stop();
    throw new Error(`Dagster did not start:\n${said}`, { cause: error });
  }
}

/** A code server accepts connections before it has loaded its code; a webserver that came first shows an error then. */
async function loads(url: string, slug: string): Promise<void> {
  const query = `mutation { reloadRepositoryLocation(repositoryLocationName: "akili-${slug}") {
    ... on WorkspaceLocationEntry { locationOrLoadError { __typename } } } }`;
  for (const until = Date.now() + 120_000; Date.now() < until; await sleep(500)) {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
    if ((await response.text()).includes('"RepositoryLocation"')) return;
  }
  throw new Error(`akili-${slug} did not load`);
}

function path(): string {
  return process.env['PATH'] ?? '/usr/bin:/bin';
}

function lastLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n').at(-1) ?? text;
}
