import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareApply } from '@akili/operations/apply';
import { verify } from '@akili/operations/verify';
import type { OperationHost, Selection } from '@akili/operations';
import type { IsolationProbe } from '@akili/report';

/** What one run of the probe found. */
export interface Verified {
  readonly exitCode: number;
  readonly probe: IsolationProbe;
  /** `lookup acme-corp read a table of globex-inc` of every attempt that went through, each once, sorted. */
  readonly through: readonly string[];
  /** Messages of access that nobody declared. */
  readonly foreign: readonly string[];
}

export interface IsolationWorld {
  readonly root: string;
  readonly env: { [name: string]: string };
  apply(): Promise<void>;
  verify(more?: { readonly tenants?: readonly string[]; readonly allPairs?: boolean }): Promise<Verified>;
  /** A secret of a tenant, as the environment's store holds it. */
  secretOf(slug: string, role: string): { readonly [key: string]: string };
  remove(): void;
}

/** The third tenant: a copy of `globex-inc` whose slug begins that one's. */
export const globex = { slug: 'globex', id: '0f4f7b7e-0b9c-4c57-9f2a-6e1d6d0c1a11' };

const embedded: { readonly [role: string]: string } = {
  analytics: '{ driver: duckdb }',
  lookup: 'none',
  objects: '{ driver: local }',
  events: '{ driver: local }',
  compute: 'none',
};

/** A repository of the project's tenants and one more, whose environment has these engines beside files. */
export function isolationWorld(
  engines: { readonly [role: string]: string },
  env: { [name: string]: string },
): IsolationWorld {
  const root = mkdtempSync(join(tmpdir(), 'akili-isolation-'));
  const repository = fileURLToPath(new URL('../../', import.meta.url));
  for (const folder of ['tenants', 'policies'])
    cpSync(join(repository, folder), join(root, folder), { recursive: true });
  cpSync(join(root, 'tenants/globex-inc'), join(root, 'tenants/globex'), { recursive: true });
  const manifest = join(root, 'tenants/globex/tenant.yaml');
  const written = readFileSync(manifest, 'utf8').replace(/^slug: .*$/m, `slug: ${globex.slug}`);
  writeFileSync(manifest, written.replace(/^id: .*$/m, `id: ${globex.id}`));
  const connection = join(root, 'tenants/globex/connections/globex-finance-db.yaml');
  writeFileSync(connection, readFileSync(connection, 'utf8').replace('AKILI_GLOBEX_INC__', 'AKILI_GLOBEX__'));
  const lines = Object.entries({ ...embedded, ...engines })
    .filter(([, value]) => value !== 'none')
    .map(([role, value]) => `    ${role}: ${value}\n`);
  writeFileSync(
    join(root, 'akili.yaml'),
    `apiVersion: akili/v1
kind: Platform
defaults: { environment: production }
environments:
  production:
${lines.join('')}    secrets: { store: file, path: ".akili/secrets/{tenant}" }
`,
  );
  const host = (): OperationHost => ({
    ...{ root, env, now: () => new Date(), signal: new AbortController().signal },
    progress: () => undefined,
  });
  const selection = (tenants: readonly string[]): Selection => ({ environment: 'production', tenants, products: [] });
  return {
    root,
    env,
    async apply() {
      const options = { allowDestroy: [], lockTimeoutMs: 5_000, strictCommit: false };
      const prepared = await prepareApply(host(), selection([]), options);
      try {
        if (prepared.answer.exitCode !== 0) throw new Error(JSON.stringify(prepared.answer.document));
        const { exitCode, document } = await prepared.run(() => undefined);
        if (exitCode !== 0) throw new Error(JSON.stringify(document));
      } finally {
        await prepared.close();
      }
    },
    async verify({ tenants = [], allPairs = false } = {}) {
      const { exitCode, document } = await verify(host(), selection(tenants), { lockTimeoutMs: 5_000, allPairs });
      if (document.kind !== 'probe') throw new Error(JSON.stringify(document));
      const { probe } = document;
      const through = probe.attempts
        .filter(({ outcome }) => outcome === 'violated')
        .map((one) => `${one.engine} ${one.tenant} ${one.action} ${one.what} of ${one.other ?? 'another'}`);
      return {
        exitCode,
        probe,
        through: [...new Set(through)].sort(),
        foreign: probe.violations.map(({ message }) => message),
      };
    },
    secretOf: (slug, role) =>
      JSON.parse(readFileSync(join(root, `.akili/secrets/${slug}/${role}.json`), 'utf8')) as {
        readonly [key: string]: string;
      },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
