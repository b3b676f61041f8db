import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startBroker, type KafkaBroker } from './kafka-broker.ts';
import type { RunningService, Service } from './service.ts';

/** Kafka's last release that Java 17 and both metadata modes know; its jars lie on Maven Central. */
const version = '3.9.1';

/** A real Apache Kafka: KRaft, SASL SCRAM, StandardAuthorizer. */
export type KafkaAccess = Pick<KafkaBroker, 'address' | 'password' | 'freeze' | 'thaw' | 'kill' | 'resume'>;

const run = promisify(execFile);

/** Where the jars are kept between runs. */
export function kafkaLibraries(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'akili-services', `kafka-${version}`);
}

/** Kafka with an authorizer, which tenants need. */
export const kafka: Service<KafkaAccess> = {
  name: `Apache Kafka ${version}`,
  install,
  start: () => startKafka(true),
};

/** Starts a broker of its own; without an authorizer it is what the driver has to refuse. */
export async function startKafka(authorizer: boolean): Promise<RunningService<KafkaAccess>> {
  const broker = await startBroker(kafkaLibraries(), { authorizer });
  return { access: broker, stop: () => broker.remove() };
}

async function install(): Promise<{ readonly missing: string } | undefined> {
  for (const [command, probe, packaged] of [
    ['java', '-version', 'openjdk-17-jre-headless'],
    ['mvn', '--version', 'maven'],
  ] as const) {
    if (command === 'mvn' && existsSync(kafkaLibraries())) return undefined;
    if (await works(command, probe)) continue;
    if (process.getuid?.() !== 0)
      return { missing: `${command} is not installed (${packaged}), and only root may install it` };
    const failed = await aptInstall(packaged);
    if (failed !== undefined) return { missing: failed };
  }
  return await fetchJars();
}

async function works(command: string, probe: string): Promise<boolean> {
  return await run(command, [probe]).then(
    () => true,
    () => false,
  );
}

async function aptInstall(name: string): Promise<string | undefined> {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (args: readonly string[]) =>
    run('apt-get', ['-o', 'DPkg::Lock::Timeout=600', '-qq', ...args], { env: environment, maxBuffer: 1 << 26 });
  try {
    await apt(['install', '-y', '--no-install-recommends', name]).catch(async () => {
      await apt(['update']);
      await apt(['install', '-y', '--no-install-recommends', name]);
    });
    return undefined;
  } catch (error) {
    return `apt cannot install ${name}: ${lastLine(error)}`;
  }
}

/** Into a folder of its own first: one that is there is whole. */
async function fetchJars(): Promise<{ readonly missing: string } | undefined> {
  const libraries = kafkaLibraries();
  mkdirSync(join(libraries, '..'), { recursive: true });
  const folder = mkdtempSync(join(libraries, '..', 'kafka-fetch-'));
  try {
    writeFileSync(join(folder, 'pom.xml'), pom());
    const target = join(folder, 'jars');
    const copy = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${target}`];
    await run('mvn', ['-q', '-B', '-f', join(folder, 'pom.xml'), ...copy], { maxBuffer: 1 << 26 });
    if (readdirSync(target).length === 0) return { missing: 'Maven Central gave no jars of Kafka' };
    if (!existsSync(libraries)) renameSync(target, libraries);
    return undefined;
  } catch (error) {
    return { missing: `Maven Central does not give the jars of Kafka: ${lastLine(error)}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pom(): string {
  const dependency = (group: string, artifact: string, number: string) =>
    `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${number}</version></dependency>`;
  const dependencies = [
    dependency('org.apache.kafka', 'kafka_2.13', version),
    dependency('org.slf4j', 'slf4j-simple', '1.7.36'),
  ];
  return `<project><modelVersion>4.0.0</modelVersion><groupId>akili</groupId><artifactId>kafka</artifactId><version>1</version><dependencies>${dependencies.join('')}</dependencies></project>\n`;
}

function lastLine(error: unknown): string {
  const { stderr, stdout, message } = error as { stderr?: string; stdout?: string; message?: string };
  return (stderr || stdout || message || 'failed').trim().split('\n').at(-1) ?? 'failed';
}
