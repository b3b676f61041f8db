import type { EngineBinding, EngineRole, Environment, Json } from '@akili/model';

/** What `akili.yaml` says of the compute engine, with what holds where it says nothing. */
export interface ComputeSettings {
  /** Address of the GraphQL interface; undefined where akili.yaml names none. */
  readonly url: string | undefined;
  /** Folder of the manifests; undefined: the environment's object store. */
  readonly directory: string | undefined;
  readonly cdc: 'refuse' | 'incremental';
  readonly auth: 'token' | 'none';
  readonly header: string | undefined;
  readonly timeoutMs: number;
}

export function computeSettings(settings: EngineBinding['settings'] | undefined): ComputeSettings {
  const text = (name: string): string | undefined => {
    const value = settings?.[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const seconds = settings?.['timeoutSeconds'];
  return {
    url: text('url'),
    directory: text('directory'),
    cdc: settings?.['cdc'] === 'incremental' ? 'incremental' : 'refuse',
    auth: settings?.['auth'] === 'none' ? 'none' : 'token',
    header: text('header'),
    timeoutMs: (typeof seconds === 'number' ? seconds : 60) * 1000,
  };
}

/** What runs need to reach an engine. Anything else, such as the platform's addresses of a catalog, stays out. */
const told: { readonly [role in EngineRole]?: readonly string[] } = {
  analytics: ['host', 'port', 'tls', 'ca'],
  lookup: ['host', 'port', 'database', 'isolation', 'tls', 'ca'],
  events: ['brokers', 'mechanism', 'tls', 'ca'],
};

/** The settings of an engine as a manifest tells them; never a secret. */
export function toldSettings(environment: Environment, role: EngineRole): { readonly [key: string]: Json } {
  const settings = environment.engines[role]?.settings ?? {};
  return Object.fromEntries(Object.entries(settings).filter(([key]) => told[role]?.includes(key) === true));
}
