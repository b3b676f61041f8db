import { stringify } from 'yaml';
import { connectionExists, exitCodes } from '@akili/diagnostics';
import { environmentPrefix, type Json } from '@akili/model';
import { readWorkingTree } from '@akili/repo';
import type { Answer } from '../answer.ts';
import { answerOrStopped } from '../answer-or-stopped.ts';
import { sourcesOf } from '../compile-repository.ts';
import { formatYaml } from '../fmt/format-yaml.ts';
import { orRefused, type OrRefused } from '../change/refused.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import { Stopped } from '../stopped.ts';
import { oneTenant } from './one-tenant.ts';
import { productsReading } from './wanted-inputs.ts';
import { checkChange, writeChange, type Change } from './written-safely.ts';

/** What a connection is made from. */
export interface NewConnection {
  /** Of the form `forms.connection`: it becomes the name of a file. */
  readonly name: string;
  readonly connectorType: string;
  readonly config: { readonly [key: string]: Json };
  /** Undefined: the variable of the convention, `env:AKILI_ACME_CORP__ACME_ORDERS_DB`. */
  readonly credentials: string | undefined;
}

/** Writes the manifest of a new connection, once it was checked together with everything else. */
export async function createConnection(
  host: OperationHost,
  selection: Selection,
  given: NewConnection,
): Promise<OrRefused<Answer>> {
  const snapshot = readWorkingTree(host.root);
  return await orRefused(() =>
    answerOrStopped(snapshot, async () => {
      const { tenant } = oneTenant(snapshot, selection);
      const change = manifestOf(given, tenant.slug);
      const isThere =
        snapshot.files.some(({ path }) => path === change.path) ||
        tenant.connections.some(({ name }) => name === given.name);
      if (isThere) {
        const finding = connectionExists.at({ file: change.path }, { connection: given.name }, { tenant: tenant.slug });
        throw new Stopped({ findings: [finding] }, exitCodes.failed);
      }
      await checkChange(snapshot, change, selection, host);
      writeChange(host.root, snapshot, change);
      const products = productsReading(tenant, given.name);
      const credentials = given.credentials ?? conventional(given.name, tenant.slug);
      const item = { file: change.path, status: 'created', connection: given.name, credentials, products };
      return {
        document: { kind: 'list', columns: ['status', 'file'], items: [item] },
        exitCode: exitCodes.ok,
        sourceOf: sourcesOf(snapshot),
      };
    }),
  );
}

function manifestOf({ name, connectorType, config, credentials }: NewConnection, slug: string): Change {
  const document = { apiVersion: 'akili/v1', kind: 'Connection', name, connectorType, config };
  const reference = credentials ?? conventional(name, slug);
  const text = `${stringify(document, { lineWidth: 0, aliasDuplicateObjects: false })}credentials: ${JSON.stringify(reference)}\n`;
  return { path: `tenants/${slug}/connections/${name}.yaml`, text: formatYaml(text) ?? text };
}

function conventional(name: string, slug: string): string {
  return `env:${environmentPrefix(slug)}${name.replaceAll('-', '_').toUpperCase()}`;
}
