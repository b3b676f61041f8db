import { configSecrets } from '@akili/compiler';
import { secretInConfig, sourceUnusable, exitCodes, FindingError } from '@akili/diagnostics';
import { openConnector, SourceError, type Source } from '@akili/connectors';
import { environmentPrefix, type Connection, type Platform } from '@akili/model';
import type { OperationHost } from '../operation-host.ts';
import { secretsFor } from '../secrets.ts';
import { Stopped } from '../stopped.ts';

/** Opens a connection's source with the tenant's own secret, gives it to `use`, and closes it. Throws SourceError. */
export async function withSource<T>(
  connection: Connection,
  platform: Platform,
  host: OperationHost,
  use: (source: Source) => Promise<T>,
): Promise<T> {
  const { tenant, connectorType, config, credentials } = connection;
  const [inside] = configSecrets(config);
  if (inside !== undefined) {
    const params = { setting: inside.path.join('.'), by: inside.by, prefix: environmentPrefix(tenant) };
    throw new FindingError(secretInConfig.at({ file: connection.file }, params, { tenant }));
  }
  const secret =
    credentials === undefined ? {} : await secretsFor(platform, host).reveal(tenant, credentials, 'source');
  const connector = await openConnector(connectorType);
  const source = await connector.open({ connectorType, config, secret, root: host.root }, host.signal);
  try {
    return await use(source);
  } finally {
    await source.close();
  }
}

/** A SourceError as what stops a command; anything else is thrown on. */
export function stoppedBySource(error: unknown, connection: Connection): Stopped {
  if (!(error instanceof SourceError)) throw error;
  const params = { connection: connection.name, problem: error.problem, detail: error.message };
  const finding = sourceUnusable.at({ file: connection.file }, params, { tenant: connection.tenant });
  return new Stopped({ findings: [finding] }, exitCodes.failed);
}
