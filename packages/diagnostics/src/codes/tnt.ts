import { defineDiagnostic } from '../define.ts';

export const slugNotFolder = defineDiagnostic<{
  slug: string;
  folder: string;
  /** Whether the folder's name can be a slug. */
  legal: boolean;
}>({
  code: 'TNT101',
  severity: 'error',
  title: 'Slug differs from the folder',
  message: (p) => `The slug is \`${p.slug}\`, but the folder is called \`${p.folder}\`.`,
  help: (p) =>
    p.legal
      ? `Write \`slug: ${p.folder}\`. A slug never changes once it is applied.`
      : `Rename the folder to \`${p.slug}\`.`,
  why: 'The folder decides who may change a tenant, the slug what the tenant is called on the engines. They must agree.',
});

export const reservedSlug = defineDiagnostic<{ slug: string }>({
  code: 'TNT102',
  severity: 'error',
  title: 'Reserved tenant slug',
  message: (p) => `The slug \`${p.slug}\` is reserved for the platform or for an engine.`,
  help: () => 'Choose another slug.',
  why: 'Names made from a reserved slug would be those of the platform itself.',
});

export const duplicateTenantId = defineDiagnostic<{ id: string }>({
  code: 'TNT103',
  severity: 'error',
  title: 'Tenant id used twice',
  message: (p) => `The id \`${p.id}\` belongs to another tenant of this repository as well.`,
  help: () => 'Give the newer of the two tenants an id of its own.',
  why: 'Prefixes, row policies and ownership marks carry the id: two tenants with one id would share their data.',
});

export const tenantIdChanged = defineDiagnostic<{ was: string; id: string }>({
  code: 'TNT104',
  severity: 'error',
  title: 'Tenant id changed',
  message: (p) => `The id was \`${p.was}\` and is \`${p.id}\` now; an id is immutable.`,
  help: (p) => `Write \`id: ${p.was}\` again.`,
  why: 'Everything on the engines is marked with the id. With another one the tenant loses what it owns.',
});

export const duplicateProduct = defineDiagnostic<{ product: string }>({
  code: 'TNT105',
  severity: 'error',
  title: 'Product name used twice',
  message: (p) => `The tenant has two products called \`${p.product}\`.`,
  help: () => 'Rename one of them; the namespace does not keep them apart.',
  why: 'Topics and object prefixes carry no namespace, so both products would write to the same place.',
});

export const reservedNamespace = defineDiagnostic<{ namespace: string }>({
  code: 'TNT106',
  severity: 'error',
  title: 'Reserved namespace',
  message: (p) => `The namespace \`${p.namespace}\` is one that engines use themselves.`,
  help: () => 'Choose another namespace.',
  why: 'A database or schema of that name exists on an engine already and means something else there.',
});

export const allowsNobody = defineDiagnostic<{ slug: string; suggestion: string | undefined }>({
  code: 'TNT201',
  severity: 'warning',
  title: 'Credentials allowed to no tenant',
  message: (p) => `\`credentials.allow\` names \`${p.slug}\`, but the repository has no such tenant.`,
  help: (p) =>
    p.suggestion === undefined
      ? 'Remove the entry; it would hold for whoever takes this slug later.'
      : `Did you mean \`${p.suggestion}\`?`,
  why: 'A misspelt slug leaves its tenant without the secrets it is meant to use, and grants them to a tenant to come.',
});
