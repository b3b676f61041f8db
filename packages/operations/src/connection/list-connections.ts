import { exitCodes } from '@akili/diagnostics';
import { writeType, type Connection, type Json, type Tenant } from '@akili/model';
import { readWorkingTree } from '@akili/repo';
import type { Answer } from '../answer.ts';
import { answerOrStopped } from '../answer-or-stopped.ts';
import { sourcesOf } from '../compile-repository.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import { findConnection, oneTenant } from './one-tenant.ts';
import { productsReading } from './wanted-inputs.ts';

/** The connections of a tenant, by name. No source is asked. */
export async function listConnections(host: OperationHost, selection: Selection): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  return await answerOrStopped(snapshot, () => {
    const { tenant } = oneTenant(snapshot, selection);
    const items = tenant.connections.map((connection) => summaryOf(connection, tenant));
    const columns = ['name', 'connectorType', 'at', 'tables'];
    return Promise.resolve({
      document: { kind: 'list', columns, items },
      exitCode: exitCodes.ok,
      sourceOf: sourcesOf(snapshot),
    });
  });
}

/** One connection with its settings and its schema lock; one item a locked table where there are any. */
export async function getConnection(host: OperationHost, selection: Selection, name: string): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  return await answerOrStopped(snapshot, () => {
    const one = oneTenant(snapshot, selection);
    const connection = findConnection(one, name);
    const { config, credentials, tables, file } = connection;
    const locked = tables.map(({ name: table, columns, primaryKey }) => ({
      name: table,
      columns: columns.map((column) => ({ ...column, type: writeType(column.type) })),
      primaryKey,
    }));
    const item = {
      ...summaryOf(connection, one.tenant),
      config,
      credentials: credentials ?? null,
      file,
      schema: locked,
    };
    return Promise.resolve({
      document: { kind: 'list', columns: ['name', 'connectorType', 'at', 'credentials', 'file'], items: [item] },
      exitCode: exitCodes.ok,
      sourceOf: sourcesOf(snapshot),
    });
  });
}

function summaryOf(connection: Connection, tenant: Tenant): { readonly [key: string]: Json } {
  const { name, connectorType, config, tables } = connection;
  return {
    ...{ name, connectorType, at: whereOf(config) },
    tables: tables.map((table) => table.name),
    products: productsReading(tenant, name),
  };
}

/** Where a source is, in one word for people: `orders.acme-corp.com:5432/production`. */
function whereOf(config: { readonly [key: string]: Json }): string {
  const text = (key: string): string => {
    const value = config[key];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  if (text('base_url') !== '') return text('base_url');
  if (Array.isArray(config['brokers'])) return (config['brokers'] as readonly Json[]).map(String).join(',');
  if (text('bucket') !== '') return `${text('endpoint')}/${text('bucket')}`.replace(/^\//, '');
  const port = text('port') === '' ? '' : `:${text('port')}`;
  return `${text('host')}${port}${text('database') === '' ? '' : `/${text('database')}`}`;
}
