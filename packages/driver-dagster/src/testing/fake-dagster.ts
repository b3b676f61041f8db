import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { digestOfText, type Json } from '@akili/model';
import { manifestFile } from '../manifest-place.ts';

type Entry = { readonly [key: string]: Json };

/**
 * Answers this driver's three questions as Dagster does with `akili-dagster` behind it: what a location shows changes
 * with a reload and not before. The real one is met in test/services/dagster.test.ts.
 */
export interface FakeDagster {
  readonly url: string;
  /** Operation names in the order in which they were asked. */
  readonly asked: string[];
  /** Changes how the next questions are answered: a status, an answer of its own, or silence. */
  answerWith(answer: ((operation: string) => number | object | 'silence' | undefined) | undefined): void;
  /** What the last request carried. */
  header(name: string): string | undefined;
  /** Something that is not ours in a tenant's location. */
  plant(slug: string, path: readonly string[]): void;
  close(): Promise<void>;
}

export async function fakeDagster(directory: string, slugs: readonly string[]): Promise<FakeDagster> {
  const loaded = new Map<string, string | undefined>();
  const planted = new Map<string, (readonly string[])[]>();
  const asked: string[] = [];
  let answer: ((operation: string) => number | object | 'silence' | undefined) | undefined;
  let headers: IncomingMessage['headers'] = {};
  const held = new Set<ServerResponse>();

  const nodesOf = (slug: string) => [
    ...nodesIn(slug, loaded.get(slug)),
    ...(planted.get(slug) ?? []).map((path) => ({ assetKey: { path }, metadataEntries: [] })),
  ];
  const dataOf = (operation: string, variables: { name?: string; key?: { path: readonly string[] } }): object => {
    const slug = variables.name?.replace(/^akili-/, '') ?? variables.key?.path[0] ?? '';
    const known = slugs.includes(slug);
    if (operation === 'AkiliAsset') {
      const path = variables.key?.path.join('/');
      const node = known ? nodesOf(slug).find(({ assetKey }) => assetKey.path.join('/') === path) : undefined;
      const repository = { location: { name: `akili-${slug}` } };
      return {
        assetNodeOrError: node
          ? { __typename: 'AssetNode', ...node, repository }
          : { __typename: 'AssetNotFoundError' },
      };
    }
    const entry = { __typename: 'WorkspaceLocationEntry', name: `akili-${slug}`, loadStatus: 'LOADED' };
    if (operation === 'AkiliReload') {
      if (!known) return { reloadRepositoryLocation: { __typename: 'RepositoryLocationNotFound', message: 'no' } };
      const file = join(directory, slug, manifestFile);
      loaded.set(slug, existsSync(file) ? readFileSync(file, 'utf8') : undefined);
      return { reloadRepositoryLocation: { ...entry, locationOrLoadError: { __typename: 'RepositoryLocation' } } };
    }
    const location = { __typename: 'RepositoryLocation', repositories: [{ assetNodes: nodesOf(slug) }] };
    return {
      version: '1.13.27',
      workspaceLocationEntryOrError: known ? { ...entry, locationOrLoadError: location } : null,
    };
  };

  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      headers = request.headers;
      const { operationName, variables } = JSON.parse(body) as {
        readonly operationName: string;
        readonly variables: object;
      };
      asked.push(operationName);
      const given = answer?.(operationName);
      if (given === 'silence') return void held.add(response);
      if (typeof given === 'number') return void response.writeHead(given).end('refused');
      response.end(JSON.stringify(given ?? { data: dataOf(operationName, variables) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    asked,
    answerWith: (next) => {
      answer = next;
    },
    header: (name) => headers[name] as string | undefined,
    plant: (slug, path) => planted.set(slug, [...(planted.get(slug) ?? []), path]),
    close: () =>
      new Promise((resolve) => {
        for (const response of held) response.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The assets of a manifest with the metadata that the loader gives them. */
function nodesIn(slug: string, text: string | undefined) {
  if (text === undefined) return [];
  const { tenant, assets } = JSON.parse(text) as { tenant: { id: string }; assets: readonly Entry[] };
  const node = (path: readonly string[], texts: { readonly [label: string]: string }) => ({
    assetKey: { path },
    metadataEntries: Object.entries({ 'akili/tenant': tenant.id, ...texts }).map(([label, value]) => ({
      label,
      text: value,
    })),
  });
  return [
    node([slug, 'akili_manifest'], { 'akili/manifest': digestOfText(text) }),
    ...assets.flatMap((entry) => [
      node(entry['key'] as readonly string[], {
        'akili/digest': String(entry['digest']),
        'akili/version': String(entry['version']),
        ...(entry['schedule'] === null ? {} : { 'akili/schedule': (entry['schedule'] as { cron: string }).cron }),
      }),
      ...(entry['inputs'] as readonly Entry[]).map((input) =>
        node(input['key'] as readonly string[], { 'akili/input': String(input['name']) }),
      ),
    ]),
  ];
}
