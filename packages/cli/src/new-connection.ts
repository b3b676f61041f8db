import type { Json } from '@akili/model';
import type { NewConnection } from '@akili/operations/connection';
import type { CommandArguments, GlobalOptions } from './arguments.ts';
import type { Flag } from './flag.ts';
import type { Host } from './host.ts';
import { UsageError } from './usage-error.ts';

/** The types of connection that can be made; those that no connector reaches (oracle, sftp) are written by hand. */
export const connectorTypes: readonly string[] = ['http', 'kafka', 'mysql', 'postgres', 'postgresql', 'redpanda', 's3'];

/** Flags that are settings: the name in `config` is the flag's with `_`. */
export const settingFlags: readonly Flag[] = [
  { name: 'host', value: 'HOST', about: 'create: where a database is' },
  { name: 'port', value: 'PORT', about: 'create: its port' },
  { name: 'database', value: 'NAME', about: 'create: its database' },
  { name: 'username', value: 'NAME', about: 'create: the login, where the secret does not say it' },
  {
    name: 'ssl-mode',
    value: 'MODE',
    about: 'create: TLS of a database',
    choices: ['disable', 'require', 'verify-ca', 'verify-full'],
  },
  { name: 'ca', value: 'FILE', about: 'create: PEM of the authority to trust, from the root', completes: 'file' },
  { name: 'endpoint', value: 'URL', about: 'create: where an object store is' },
  { name: 'bucket', value: 'NAME', about: 'create: its bucket' },
  { name: 'prefix', value: 'PREFIX', about: 'create: what begins every key' },
  { name: 'region', value: 'REGION', about: 'create: its region' },
  { name: 'brokers', value: 'HOST:PORT', about: 'create: a broker; may be repeated', repeatable: true },
  { name: 'base-url', value: 'URL', about: 'create: what begins every address of a REST API' },
];

const questions: {
  readonly [type: string]: readonly (readonly [setting: string, question: string, fallback?: string])[];
} = {
  postgres: [
    ['host', 'Host'],
    ['port', 'Port', '5432'],
    ['database', 'Database'],
    ['ssl_mode', 'TLS (disable, require, verify-ca, verify-full)', 'verify-full'],
  ],
  mysql: [
    ['host', 'Host'],
    ['port', 'Port', '3306'],
    ['database', 'Database'],
    ['ssl_mode', 'TLS (disable, require, verify-ca, verify-full)', 'verify-full'],
  ],
  s3: [
    ['endpoint', 'Endpoint (https://...)'],
    ['bucket', 'Bucket'],
    ['region', 'Region', 'us-east-1'],
  ],
  kafka: [['brokers', 'Brokers (host:port, parted by commas)']],
  http: [['base_url', 'Base URL (https://...)']],
};
const sameQuestions: { readonly [type: string]: string } = { postgresql: 'postgres', redpanda: 'kafka' };

/**
 * What `connection create` was told, by flags and `--config`, and on a terminal by answers. Throws UsageError where
 * something is missing and nobody can be asked, or was given twice. Secrets are never asked for.
 */
export async function readNewConnection(
  given: CommandArguments,
  options: GlobalOptions,
  host: Host,
): Promise<NewConnection> {
  const asks = options.input && host.canAsk;
  const ask = async (question: string, flag: string, fallback?: string): Promise<string> => {
    if (!asks) throw new UsageError(`\`akili connection create\` needs \`--${flag}\`.`);
    const said = (await host.ask(`${question}${fallback === undefined ? '' : ` [${fallback}]`}: `))?.trim();
    if (said === undefined) throw new UsageError('Nothing was written.');
    const value = said === '' ? fallback : said;
    if (value === undefined) throw new UsageError(`\`akili connection create\` needs \`--${flag}\`.`);
    return value;
  };
  const name = nameOf(given.values['name'] ?? (await ask('Name', 'name')));
  const type = given.values['connector-type'] ?? (await ask(`Type (${connectorTypes.join(', ')})`, 'connector-type'));
  if (!connectorTypes.includes(type))
    throw new UsageError(`There is no connector type \`${type}\`; there are ${connectorTypes.join(', ')}.`);
  const config = { ...configOf(given.values['config']) };
  for (const [setting, value] of settingsGiven(given)) {
    if (Object.hasOwn(config, setting))
      throw new UsageError(`\`${setting}\` is given twice: by \`--config\` and by a flag.`);
    config[setting] = value;
  }
  for (const [setting, question, fallback] of questions[sameQuestions[type] ?? type] ?? []) {
    if (Object.hasOwn(config, setting)) continue;
    // With --config its author decides; what is missing shows itself at the first test.
    const flag = setting.replaceAll('_', '-');
    if (asks && given.values['config'] === undefined)
      config[setting] = settingValue(setting, await ask(question, flag, fallback));
    else if (fallback === undefined && given.values['config'] === undefined)
      throw new UsageError(`\`akili connection create\` needs \`--${flag}\` or \`--config\`.`);
  }
  return { name, connectorType: type, config, credentials: given.values['credentials'] };
}

/** It becomes the name of a file, so that nothing but the form of names will do. */
function nameOf(name: string): string {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name.length <= 63) return name;
  throw new UsageError(
    `\`${name}\` cannot be a connection's name: small letters and digits, parted by single hyphens.`,
  );
}

function configOf(text: string | undefined): { readonly [key: string]: Json } {
  if (text === undefined) return {};
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    // The text may hold a password that somebody pasted: it is not repeated.
  }
  if (read === null || typeof read !== 'object' || Array.isArray(read))
    throw new UsageError('`--config` takes one JSON object, such as \'{"host":"db.example.com","port":5432}\'.');
  return read as { readonly [key: string]: Json };
}

function settingsGiven({ values, lists }: CommandArguments): readonly (readonly [string, Json])[] {
  return settingFlags.flatMap(({ name }): (readonly [string, Json])[] => {
    const setting = name.replaceAll('-', '_');
    const list = lists[name];
    if (list !== undefined && list.length > 0) return [[setting, list.flatMap((one) => one.split(','))]];
    const value = values[name];
    return value === undefined ? [] : [[setting, settingValue(setting, value)]];
  });
}

function settingValue(setting: string, value: string): Json {
  if (setting === 'brokers') return value.split(',').map((one) => one.trim());
  if (setting !== 'port') return value;
  if (!/^\d{1,5}$/.test(value) || Number(value) < 1 || Number(value) > 65_535)
    throw new UsageError(`\`${value}\` is no port.`);
  return Number(value);
}
