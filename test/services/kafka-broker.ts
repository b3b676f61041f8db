import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A throw-away Kafka that is broker and controller in one process, on 127.0.0.1. */
export interface KafkaBroker {
  /** `127.0.0.1:port`. */
  readonly address: string;
  /** Of the super user `admin`. */
  readonly password: string;
  /** Stops the process where it is, as a broker that hangs. */
  freeze(): void;
  /** Lets it go on. */
  thaw(): void;
  /** Ends it at once, as a power cut would; the data stays. */
  kill(): Promise<void>;
  /** Starts it again on the same port, after `kill`. */
  resume(): Promise<void>;
  /** Kills it and removes its folder. */
  remove(): Promise<void>;
}

export interface KafkaBrokerOptions {
  /** Without an authorizer everybody may do everything, and ACLs are refused. */
  readonly authorizer: boolean;
}

/** Makes and starts a broker in a fresh folder from the jars in `libraries`. Takes about six seconds. */
export async function startBroker(libraries: string, options: KafkaBrokerOptions): Promise<KafkaBroker> {
  const folder = mkdtempSync(join(tmpdir(), 'akili-kafka-'));
  const [port, controllerPort] = [await freePort(), await freePort()];
  const password = randomBytes(18).toString('hex');
  const properties = join(folder, 'server.properties');
  const log = join(folder, 'server.log');
  writeFileSync(properties, configuration(folder, port, controllerPort, password, options), { mode: 0o600 });
  // SerialGC and C1 alone: a small heap and a short life, on machines that do other things.
  const java = (main: string, args: readonly string[]): ChildProcess => {
    const output = openSync(log, 'a', 0o600);
    try {
      const jvm = ['-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Djava.awt.headless=true', '-cp'];
      return spawn('java', [...jvm, join(libraries, '*'), main, ...args], { stdio: ['ignore', output, output] });
    } finally {
      closeSync(output);
    }
  };
  const remove = async (): Promise<void> => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  };
  let server: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    const running = server;
    server = undefined;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    running.kill('SIGKILL');
    await once(running, 'exit');
  };
  const resume = async (): Promise<void> => {
    const before = count(log, 'Kafka Server started');
    const started = java('kafka.Kafka', [properties]);
    server = started;
    for (let tries = 0; count(log, 'Kafka Server started') === before; tries += 1) {
      if (started.exitCode !== null || tries > 600)
        throw new Error(`Kafka did not start: ${readFileSync(log, 'utf8').slice(-2000)}`);
      await sleep(100);
    }
  };
  try {
    const id = randomBytes(16).toString('base64url');
    const scram = `SCRAM-SHA-256=[name=admin,password=${password}]`;
    const format = java('kafka.tools.StorageTool', ['format', '-t', id, '-c', properties, '--standalone', '-S', scram]);
    const [code] = (await once(format, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`Kafka's storage could not be made: ${readFileSync(log, 'utf8').slice(-2000)}`);
    await resume();
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    address: `127.0.0.1:${port}`,
    password,
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
    ...{ kill, resume, remove },
  };
}

function configuration(
  folder: string,
  port: number,
  controllerPort: number,
  password: string,
  { authorizer }: KafkaBrokerOptions,
): string {
  const login = 'org.apache.kafka.common.security.scram.ScramLoginModule required';
  const lines = [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.bootstrap.servers=127.0.0.1:${controllerPort}`,
    `listeners=CLIENT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    `advertised.listeners=CLIENT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'listener.security.protocol.map=CLIENT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name=CLIENT',
    'controller.listener.names=CONTROLLER',
    'sasl.enabled.mechanisms=SCRAM-SHA-256,SCRAM-SHA-512',
    'sasl.mechanism.inter.broker.protocol=SCRAM-SHA-256',
    `listener.name.client.scram-sha-256.sasl.jaas.config=${login} username="admin" password="${password}";`,
    `listener.name.client.scram-sha-512.sasl.jaas.config=${login};`,
    ...(authorizer
      ? [
          'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
          // The controller's listener has no logins; it is open to this machine only.
          'super.users=User:admin;User:ANONYMOUS',
          'allow.everyone.if.no.acl.found=false',
        ]
      : []),
    'auto.create.topics.enable=false',
    `log.dirs=${join(folder, 'data')}`,
    'offsets.topic.replication.factor=1',
    'offsets.topic.num.partitions=1',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.num.partitions=1',
    'transaction.state.log.min.isr=1',
    'group.initial.rebalance.delay.ms=0',
    'log.segment.delete.delay.ms=0',
  ];
  return `${lines.join('\n')}\n`;
}

function count(file: string, text: string): number {
  return existsSync(file) ? readFileSync(file, 'utf8').split(text).length - 1 : 0;
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
