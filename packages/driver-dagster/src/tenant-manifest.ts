import { loginReference, type CompiledProduct, type CompiledTenant, type EngineRole } from '@akili/model';
import type { Environment, Json } from '@akili/model';
import { assetEntry, type EntryContext, type JsonObject } from './asset-entry.ts';
import { computeSettings, toldSettings } from './compute-settings.ts';

/** What `akili-dagster` and this driver agree on; another number is refused by the loader. */
export const schemaVersion = 1;

/** Name of a tenant's code location. */
export function codeLocation(slug: string): string {
  return `akili-${slug}`;
}

/**
 * A tenant's manifest: everything that its code location is made of. Plain JSON in canonical order, secrets by
 * reference only, nothing of another tenant; described by schemas/dagster-manifest.schema.json.
 */
export function tenantManifest(
  tenant: CompiledTenant,
  products: readonly CompiledProduct[],
  environment: Environment,
  context: EntryContext,
): JsonObject {
  return {
    schemaVersion,
    environment: environment.name,
    codeLocation: codeLocation(tenant.slug),
    tenant: { slug: tenant.slug, id: tenant.id, displayName: tenant.displayName, active: tenant.status === 'active' },
    timezone: 'UTC',
    cdc: computeSettings(environment.engines.compute?.settings).cdc,
    engines: {
      analytics: { dialect: context.dialect, ...engine(tenant, environment, 'analytics') },
      lookup: engine(tenant, environment, 'lookup'),
      events: engine(tenant, environment, 'events'),
    },
    connections: (tenant.connections ?? []).map(({ name, connectorType, config, credentials }) => ({
      ...{ name, connectorType, config, credentials: credentials ?? null },
    })),
    assets: products.map((product) => assetEntry(tenant, product, context)),
  };
}

function engine(tenant: CompiledTenant, environment: Environment, role: EngineRole): { readonly [key: string]: Json } {
  const binding = environment.engines[role];
  return {
    driver: binding?.driver ?? null,
    settings: toldSettings(environment, role),
    credentials: loginReference(environment, tenant.slug, role, tenant.credentials),
  };
}
