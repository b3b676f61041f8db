import { didYouMean, embeddedWithEngines, secretsPathShared, unknownDefaultEnvironment } from '@akili/diagnostics';
import { present, type Document, type WrittenEnvironment, type WrittenPlatform } from '@akili/manifest';
import {
  defaultSecretsPath,
  engineRoles,
  keepsTenantsApart,
  type EngineBinding,
  type EngineRole,
  type Environment,
  type Json,
  type Platform,
  type SecretsSetting,
} from '@akili/model';
import { bindAuth } from './bind-auth.ts';
import { bindVars } from './bind-vars.ts';
import type { Scope } from './scope.ts';

/** What an embedded environment runs on. */
const embeddedDrivers: { readonly [role in EngineRole]: string } = {
  analytics: 'duckdb',
  lookup: 'postgres',
  objects: 'local',
  events: 'local',
  compute: 'local',
};

const defaultName = 'local';

/** `akili.yaml`. Without one there is the embedded environment `local`, so that the rest can still be checked. */
export function bindPlatform(document: Document<WrittenPlatform> | undefined, scope: Scope): Platform {
  if (document === undefined) {
    const place = { file: 'akili.yaml' };
    return {
      defaultEnvironment: defaultName,
      environments: [
        {
          name: defaultName,
          embedded: true,
          engines: embeddedEngines(place.file, ['environments', defaultName]),
          state: { store: 'directory' },
          vars: {},
          place,
        },
      ],
      allowedCredentials: {},
      broken: true,
    };
  }
  const { value, file } = document;
  const environments = Object.entries(value.environments)
    .flatMap(([name, written]) => (written === undefined ? [] : [bindEnvironment(document, name, written, scope)]))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const names = environments.map((environment) => environment.name);
  const named = value.defaults?.environment;
  if (named !== undefined && !names.includes(named) && !document.broken) {
    const place = { file, path: ['defaults', 'environment'] };
    const params = { environment: named, suggestion: didYouMean(named, names) };
    scope.findings.push(unknownDefaultEnvironment.at(place, params));
  }
  const allowed: Record<string, readonly string[]> = {};
  for (const [slug, references] of Object.entries(value.credentials?.allow ?? {})) {
    allowed[slug] = present(references).map(([reference]) => reference);
  }
  const auth = bindAuth(document, scope);
  return {
    defaultEnvironment: named ?? defaultName,
    environments,
    allowedCredentials: allowed,
    ...(auth === undefined ? {} : { auth }),
    ...(document.broken ? { broken: true as const } : {}),
  };
}

function bindEnvironment(
  document: Document<WrittenPlatform>,
  name: string,
  written: WrittenEnvironment,
  scope: Scope,
): Environment {
  const { file } = document;
  const path = ['environments', name];
  const embedded = written.embedded === true;
  const bound: { [role in EngineRole]?: EngineBinding } = {};
  for (const role of engineRoles) {
    const engine = written[role];
    if (engine === undefined) continue;
    const place = { file, path: [...path, role] };
    if (embedded) {
      scope.findings.push(embeddedWithEngines.at({ ...place, part: 'key' }, { role }, scope.subject));
      continue;
    }
    const { driver, credentials, ...settings } = engine;
    bound[role] = { role, driver, settings: settings as { readonly [key: string]: Json }, credentials, place };
  }
  const secrets = bindSecrets(document, name, written, scope);
  return {
    name,
    embedded,
    ...(secrets === undefined ? {} : { secrets }),
    engines: embedded ? embeddedEngines(file, path) : bound,
    state: { store: written.state?.store ?? 'directory' },
    ...(written.plans === undefined ? {} : { planSigners: present(written.plans.signed_by).map(([key]) => key) }),
    vars: bindVars(document, [...path, 'vars'], written.vars, scope),
    place: { file, path, part: 'key' },
  };
}

/** Where logins are generated; a path that two tenants would share counts as none, and is told. */
function bindSecrets(
  { file }: Document<WrittenPlatform>,
  name: string,
  { secrets, embedded }: WrittenEnvironment,
  scope: Scope,
): SecretsSetting | undefined {
  if (secrets?.store === undefined || embedded === true) return undefined;
  const path = secrets.path?.replace(/\/$/, '') ?? defaultSecretsPath(secrets.store, name);
  if (keepsTenantsApart(path)) return { store: secrets.store, path };
  const place = { file, path: ['environments', name, 'secrets', 'path'] };
  scope.findings.push(secretsPathShared.at(place, { path }, scope.subject));
  return undefined;
}

function embeddedEngines(file: string, path: readonly string[]): { readonly [role in EngineRole]: EngineBinding } {
  const bind = (role: EngineRole): EngineBinding => ({
    role,
    driver: embeddedDrivers[role],
    settings: {},
    credentials: undefined,
    place: { file, path, part: 'key' },
  });
  return {
    analytics: bind('analytics'),
    lookup: bind('lookup'),
    objects: bind('objects'),
    events: bind('events'),
    compute: bind('compute'),
  };
}
