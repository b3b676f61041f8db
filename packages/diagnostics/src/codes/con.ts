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
