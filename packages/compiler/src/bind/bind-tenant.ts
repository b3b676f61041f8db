import { slugNotFolder, type Finding } from '@akili/diagnostics';
import { present, type WrittenTenant, type WrittenTenantFolder } from '@akili/manifest';
import { engineRoles, environmentPrefix, slugPattern, type Quotas, type Tenant } from '@akili/model';
import { bindConnection } from './bind-connection.ts';
import { bindProduct } from './bind-product.ts';
import { bindVars } from './bind-vars.ts';
import { readBytes, readCpu } from './quantities.ts';
import type { Scope } from './scope.ts';

/** One tenant with everything it has. Without a readable `tenant.yaml` it is known by its folder and has no id. */
export function bindTenant(written: WrittenTenantFolder, findings: Finding[]): Tenant {
  const document = written.tenant;
  const value = document?.value;
  // The folder says who a tenant is, whatever its file claims: else one tenant's findings would go to another.
  const { slug } = written;
  const scope: Scope = { subject: { tenant: slug }, findings };
  if (value !== undefined && value.slug !== slug) {
    const place = { file: `${written.folder}/tenant.yaml`, path: ['slug'] };
    findings.push(
      slugNotFolder.at(place, { slug: value.slug, folder: slug, legal: slugPattern.test(slug) }, scope.subject),
    );
  }
  const before = findings.length;
  const vars = document === undefined ? {} : bindVars(document, ['vars'], value?.vars, scope);
  const broken = document === undefined || document.broken || findings.length > before;
  return {
    slug,
    id: value?.id ?? '',
    displayName: value?.displayName ?? slug,
    status: value?.status ?? 'active',
    teams: present(value?.teams).map(([team]) => team),
    ...(value?.teams === undefined ? { anyTeam: true as const } : {}),
    quotas: bindQuotas(value?.quotas),
    credentials: bindCredentials(slug, value?.credentials),
    namedCredentials: namedCredentials(value?.credentials),
    vars,
    connections: written.connections.map((connection) => bindConnection(slug, connection, scope)).sort(byName),
    products: written.products.map((product) => bindProduct(slug, product, findings)).sort(byName),
    file: `${written.folder}/tenant.yaml`,
    ...(broken ? { broken: true as const } : {}),
  };
}

function bindQuotas(quotas: WrittenTenant['quotas']): Quotas {
  return {
    ...(quotas?.products === undefined ? {} : { products: quotas.products }),
    ...(quotas?.cpu === undefined ? {} : { cpuMillis: readCpu(quotas.cpu) }),
    ...(quotas?.memory === undefined ? {} : { memoryBytes: readBytes(quotas.memory) }),
    ...(quotas?.topics === undefined ? {} : { topics: quotas.topics }),
    ...(quotas?.storage === undefined ? {} : { storageBytes: readBytes(quotas.storage) }),
    ...(quotas?.connections === undefined ? {} : { connections: quotas.connections }),
  };
}

/** A reference for every engine role: the one that is written, else the convention's. */
function bindCredentials(slug: string, written: WrittenTenant['credentials']): { readonly [role: string]: string } {
  return Object.fromEntries(
    engineRoles.map((role) => [role, written?.[role] ?? `env:${environmentPrefix(slug)}${role.toUpperCase()}`]),
  );
}

/** Only what is written. */
function namedCredentials(written: WrittenTenant['credentials']): { readonly [role: string]: string } {
  return Object.fromEntries(
    engineRoles.flatMap((role) => (written?.[role] === undefined ? [] : [[role, written[role]]])),
  );
}

/** By name, and where two are called the same, in the order of their files. */
function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
