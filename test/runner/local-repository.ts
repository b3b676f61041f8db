import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTenantInstance } from '@akili/client-duckdb';
import { openPglite } from '@akili/client-postgres';
import { readTopic } from '@akili/driver-local';
import { catalogName, type RunReport } from '@akili/model';
import type { OperationHost } from '@akili/operations';
import { prepareApply } from '@akili/operations/apply';
import { run, type RunOptions } from '@akili/operations/run';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const ids: { readonly [slug: string]: string } = {
  'acme-corp': '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d',
  'globex-inc': 'b2d9e7f1-3c58-4e6a-8d21-5f7a9c0b4e62',
};

/** A copy of the seed's repository in a fresh folder, and what its embedded engines hold. */
export interface LocalRepository {
  readonly root: string;
  write(path: string, text: string): void;
  apply(): Promise<void>;
  run(
    options?: Partial<RunOptions>,
    env?: OperationHost['env'],
  ): Promise<{ readonly exitCode: number; readonly report: RunReport }>;
  /** Rows of a query in a tenant's catalog. */
  analytics(slug: string, sql: string): Promise<readonly object[]>;
  /** Rows of a query on the embedded PostgreSQL, as a role. */
  lookup(role: string, sql: string): Promise<readonly object[]>;
  events(slug: string, topic: string): readonly object[];
  dispose(): void;
}

export function hostOf(root: string, progress: OperationHost['progress'] = () => undefined): OperationHost {
  return { root, env: {}, now: () => new Date(), signal: new AbortController().signal, progress };
}

export const everything: RunOptions = {
  select: [],
  fullRefresh: false,
  failFast: false,
  fixtures: true,
  lockTimeoutMs: 10_000,
};

export const noSelection = { environment: undefined, tenants: [], products: [] };

/** Copies the seed; nothing is applied yet. */
export function localRepository(): LocalRepository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'akili-runner-')));
  for (const name of ['akili.yaml', 'policies', 'tenants']) {
    cpSync(join(repository, name), join(root, name), { recursive: true });
  }
  const local = join(root, '.akili/local');
  return {
    root,
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    async apply() {
      const options = { allowDestroy: [], lockTimeoutMs: 10_000, strictCommit: false };
      const prepared = await prepareApply(hostOf(root), noSelection, options);
      try {
        const { exitCode } = await prepared.run(() => undefined);
        if (exitCode !== 0) throw new Error(`the apply ended with ${exitCode}`);
      } finally {
        await prepared.close();
      }
    },
    async run(options = {}, env = {}) {
      const { document, exitCode } = await run({ ...hostOf(root), env }, noSelection, { ...everything, ...options });
      if (document.kind !== 'run') throw new Error(`no run came of it: ${JSON.stringify(document)}`);
      return { exitCode, report: document.report };
    },
    async analytics(slug, sql) {
      const catalog = catalogName(slug);
      const instance = await openTenantInstance({ file: join(local, 'analytics', `${catalog}.duckdb`), catalog });
      try {
        return await instance.query(sql);
      } finally {
        await instance.close();
      }
    },
    async lookup(role, sql) {
      const snapshotDirectory = join(repository, 'node_modules/.cache/akili');
      const database = await openPglite({ directory: join(local, 'lookup'), snapshotDirectory });
      try {
        return await database.transaction(role, (transaction) => transaction.query(sql));
      } finally {
        await database.close();
      }
    },
    events: (slug, topic) => readTopic({ root: local, tenant: { slug, id: ids[slug] ?? '' } }, topic),
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}
