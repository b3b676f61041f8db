import { defineDiagnostic } from '../define.ts';

export const unknownConnection = defineDiagnostic<{ connection: string; suggestion: string | undefined }>({
  code: 'CON101',
  severity: 'error',
  title: 'Unknown connection',
  message: (p) => `The tenant has no connection \`${p.connection}\`.`,
  help: (p) =>
    p.suggestion === undefined
      ? `Describe it in \`connections/${p.connection}.yaml\` of the tenant.`
      : `Did you mean \`${p.suggestion}\`?`,
  why: 'Connections belong to one tenant. One that exists elsewhere reads exactly like one that does not exist.',
});

export const unknownConnectorType = defineDiagnostic<{
  type: string;
  known: readonly string[];
  suggestion: string | undefined;
}>({
  code: 'CON102',
  severity: 'error',
  title: 'Unknown connector type',
  message: (p) => `There is no connector \`${p.type}\`.`,
  help: (p) => (p.suggestion === undefined ? `Known are ${p.known.join(', ')}.` : `Did you mean \`${p.suggestion}\`?`),
  why: 'The connector decides how a source is reached and which strategies it supports.',
});

export const strategyNotSupported = defineDiagnostic<{ strategy: string; type: string; supported: readonly string[] }>({
  code: 'CON103',
  severity: 'error',
  title: 'Strategy not supported by the connector',
  message: (p) => `A connection of type \`${p.type}\` cannot load with the strategy \`${p.strategy}\`.`,
  help: (p) => `It supports ${p.supported.join(', ')}.`,
  why: 'A strategy needs something of its source: a log to follow, a cursor to compare, files to watch.',
});

export const connectionNotFile = defineDiagnostic<{ connection: string; file: string }>({
  code: 'CON104',
  severity: 'error',
  title: 'Connection name differs from its file',
  message: (p) => `The connection is called \`${p.connection}\`, but its file \`${p.file}.yaml\`.`,
  help: (p) => `Write \`name: ${p.file}\`, or rename the file.`,
  why: 'Inputs name a connection. Equal names make it unique within its tenant, and found at once.',
});

export const unknownLockKey = defineDiagnostic<{ table: string; column: string; suggestion: string | undefined }>({
  code: 'CON105',
  severity: 'error',
  title: 'Key column not in the locked table',
  message: (p) => `The primary key of \`${p.table}\` names \`${p.column}\`, which is not one of its columns.`,
  help: (p) =>
    p.suggestion === undefined
      ? 'Run `akili connection introspect` to write the lock anew.'
      : `Did you mean \`${p.suggestion}\`?`,
  why: 'Loads find changed rows by the key. A column that is not there finds none.',
});

export const secretInConfig = defineDiagnostic<{
  /** The way to the setting, e.g. `config.password`. Its value is never a parameter. */
  setting: string;
  /** Whether the name of the setting says so, or its value has a password inside. */
  by: 'name' | 'value';
  prefix: string;
}>({
  code: 'CON106',
  severity: 'error',
  title: 'Secret in the settings of a connection',
  message: (p) =>
    p.by === 'name'
      ? `\`${p.setting}\` would keep a secret in the repository, in reach of everybody who can read it.`
      : `The value of \`${p.setting}\` has a password inside, in reach of everybody who can read the repository.`,
  help: (p) =>
    `Remove it, name a secret instead, e.g. \`credentials: "env:${p.prefix}ORDERS_DB"\`, and change the secret if it was a real one.`,
  why: 'Manifests hold references only. What was committed once stays in the history of every clone.',
});

export const connectionExists = defineDiagnostic<{ connection: string }>({
  code: 'CON107',
  severity: 'error',
  title: 'Connection is there already',
  message: (p) => `The tenant has a connection \`${p.connection}\`; nothing was written.`,
  help: () => 'Change its manifest, or choose another name.',
  why: 'A manifest that somebody wrote is never overwritten by a command that creates one.',
});

export const sourceUnusable = defineDiagnostic<{
  connection: string;
  /** `dns`, `refused`, `tls`, `password`, `database`, `permission`, `timeout`, `unsupported`, `resource`, `failed`. */
  problem: string;
  /** What the source or the way to it said, without secrets. */
  detail: string;
}>({
  code: 'CON108',
  severity: 'error',
  title: 'Source cannot be used',
  message: (p) => `The source of connection \`${p.connection}\` cannot be used (${p.problem}): ${p.detail}.`,
  help: (p) => sourceHelp[p.problem],
  why: 'What a source holds is only known by asking it. What went wrong is told by its kind, since each is mended elsewhere.',
});

const sourceHelp: { readonly [problem: string]: string } = {
  dns: 'Look at `config.host`, and at whether this machine asks the name server that knows it.',
  refused: 'Look at host and port, at firewalls, and at whether the source is running.',
  tls: 'Look at `config.ssl_mode`, and name the authority of its certificate in `config.ca`.',
  password: 'Look at the secret that `credentials` of the connection names.',
  database: 'Look at `config.database`.',
  permission: 'Have the owner of the source grant the login what it needs to read.',
  timeout: 'Look at the network and the load of the source, or raise `config.timeout_seconds`.',
  resource: 'Look at how the source names it, and at what the login may see.',
};

export const sourceChanged = defineDiagnostic<{ connection: string; difference: string }>({
  code: 'CON201',
  severity: 'warning',
  title: 'Source differs from its schema lock',
  message: (p) => `The source of connection \`${p.connection}\` is not as it was locked: ${p.difference}.`,
  help: (p) => `Run \`akili connection introspect ${p.connection}\` to write the lock anew, and look at what reads it.`,
  why: 'Products are compiled against the lock. A source that changed since fails or gives other values when it is loaded.',
});

export const sourceNotCompared = defineDiagnostic<{ connection: string; problem: string; detail: string }>({
  code: 'CON202',
  severity: 'warning',
  title: 'Source not compared with its schema lock',
  message: (p) => `The source of connection \`${p.connection}\` could not be read (${p.problem}): ${p.detail}.`,
  help: (p) => `Run \`akili connection test ${p.connection}\`.`,
  why: 'Drift of a source that cannot be reached stays unknown. That is said, and keeps nothing else from being compared.',
});
