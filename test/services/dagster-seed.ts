import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { collect } from '@akili/compiler';
import type { LowerInput } from '@akili/resource';
import { readFolder } from '@akili/testkit';
import { compileFiles } from '../support/compile-files.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** An akili.yaml whose compute is Dagster; `analytics` is what runs the transforms. */
export function dagsterPlatform(analytics: string, compute: string, rest = ''): string {
  return `apiVersion: akili/v1
kind: Platform
defaults: { environment: production }
environments:
  production:
    analytics: ${analytics}
    lookup: { driver: postgres, host: 127.0.0.1, port: 5432, database: akili, credentials: "env:AKILI_PLATFORM__LOOKUP" }
    objects: { driver: s3, endpoint: "https://rgw.example.com", bucket: akili-data, credentials: "env:AKILI_PLATFORM__OBJECTS" }
    events: { driver: kafka, brokers: ["rp-0:9092"], credentials: "env:AKILI_PLATFORM__EVENTS" }
    compute: ${compute}
    state: { store: directory }
${rest}`;
}

/** What the driver lowers of the tenants of this repository, with files changed where a test wants them so. */
export async function seedInput(
  akiliYaml: string,
  change: (path: string, text: string) => string | undefined = (_path, text) => text,
): Promise<LowerInput> {
  const tenants = readFolder(at('tenants')).flatMap(({ path, text }) => {
    const changed = change(`tenants/${path}`, text);
    return changed === undefined ? [] : [{ path: `tenants/${path}`, text: changed }];
  });
  const files = [{ path: 'akili.yaml', text: akiliYaml }, ...tenants];
  const { compilation } = await compileFiles(files);
  const { platform } = collect({ files, findings: [] }, {}).repository;
  const environment = platform.environments.find(({ name }) => name === compilation.environment);
  if (environment === undefined) throw new Error('the environment is not in akili.yaml');
  return { compilation, environment };
}

/** A file of this repository. */
export function repositoryFile(path: string): string {
  return readFileSync(at(path), 'utf8');
}

export { at as repositoryPath };
