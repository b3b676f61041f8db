import { defineDiagnostic } from '../define.ts';

// Every message here is shown to the people of one tenant: none of them may name another tenant. Exit code 8.

export const stateOfAnotherTenant = defineDiagnostic<{ tenant: string; id: string }>({
  code: 'ISO201',
  severity: 'error',
  title: 'State belongs to another tenant',
  message: (p) =>
    `The recorded state under the slug \`${p.tenant}\` was written for a tenant with another id than \`${p.id}\`. A slug is never given to a second tenant, and an id never changes.`,
  help: () => 'Put the old `id` back into `tenant.yaml`, or give the new tenant a slug that was never used.',
  why: 'Whoever gets the slug of another tenant would get its tables, topics and roles.',
});

export const markOfAnotherTenant = defineDiagnostic<{ address: string; id: string }>({
  code: 'ISO202',
  severity: 'error',
  title: 'Live thing is marked for another tenant',
  message: (p) =>
    `\`${p.address}\` exists and its ownership mark carries another id than \`${p.id}\`, so it is not touched.`,
  help: () => 'Put the old `id` back into `tenant.yaml`, or give the new tenant a slug that was never used.',
  why: 'The mark on the engine is the last witness of whose a thing is.',
});

export const addressOutsideTenant = defineDiagnostic<{ tenant: string; address: string; problem: string }>({
  code: 'ISO203',
  severity: 'error',
  title: 'Plan leaves the tenant',
  message: (p) => `The plan of \`${p.tenant}\` holds \`${p.address}\`, which ${p.problem}.`,
  help: () => 'This is a mistake in a driver, not in your manifests: please report it. Nothing is applied.',
  why: 'The tenant stands in every address, so that a plan can be read for what leaves it.',
});

export const nameClaimedTwice = defineDiagnostic<{ tenant: string; kind: string; name: string }>({
  code: 'ISO204',
  severity: 'error',
  title: 'Name on an engine is not the tenant’s alone',
  message: (p) =>
    `\`${p.name}\` (${p.kind}) of \`${p.tenant}\` falls together with, contains or lies inside a name that is claimed elsewhere in the repository.`,
  help: () => 'Rename the product or the namespace, or ask the people of the platform for another slug.',
  why: 'Engines ignore case, join parts by dots and underscores and match by prefix: two names that differ here can be one there.',
});

export const requestNamesAnother = defineDiagnostic<{ tenant: string; address: string; where: string }>({
  code: 'ISO205',
  severity: 'error',
  title: 'Request names something outside the tenant',
  message: (p) =>
    `\`${p.address}\` names, at \`${p.where}\`, a catalog, schema, role, prefix, topic or id that is not one of \`${p.tenant}\`.`,
  help: () =>
    'Read only through `ref()` and `this`, and take names that look like those of engine objects out of the manifests.',
  why: 'What is sent to an engine for one tenant may not even name what another one has.',
});

export const credentialNotOwn = defineDiagnostic<{ tenant: string; reference: string }>({
  code: 'ISO206',
  severity: 'error',
  title: 'Credential is not the tenant’s own',
  message: (p) => `The plan of \`${p.tenant}\` needs \`${p.reference}\`, which is not the tenant's alone.`,
  help: (p) =>
    `Use a reference that starts with \`env:AKILI_${p.tenant.toUpperCase().replaceAll('-', '_')}__\`, or let the people of the platform allow it under \`credentials.allow\` in akili.yaml for this tenant only.`,
  why: 'With the secret of another tenant every other wall is open.',
});

export const markNotOwn = defineDiagnostic<{ tenant: string; address: string }>({
  code: 'ISO207',
  severity: 'error',
  title: 'Plan changes what is not the tenant’s',
  message: (p) => `The plan of \`${p.tenant}\` changes \`${p.address}\`, which does not carry the tenant's mark.`,
  help: () => 'This is a mistake of akili, not of your manifests: please report it. Nothing is applied.',
  why: 'Only what carries the mark of the tenant may be changed or deleted for it.',
});

export const slugChanged = defineDiagnostic<{ tenant: string; id: string }>({
  code: 'ISO210',
  severity: 'error',
  title: 'Slug of a tenant was changed',
  message: (p) =>
    `The id \`${p.id}\` of \`${p.tenant}\` is recorded in this environment under another slug, and a slug never changes.`,
  help: () =>
    'Put the old slug and folder back, or give a new tenant a new id. To move a tenant, destroy what it has under the old slug first.',
  why: 'Two slugs with one id would share prefixes and marks, so that destroying the old one takes the data of the new one with it.',
});

export const foreignAccess = defineDiagnostic<{ tenant: string; address: string }>({
  code: 'ISO208',
  severity: 'error',
  title: 'Foreign thing in the space of a tenant',
  message: (p) =>
    `\`${p.address}\` is in the space of \`${p.tenant}\`, carries no ownership mark, and nobody declared it.`,
  help: () => 'Find out who made it, and remove it by hand or declare it; akili does not touch it.',
  why: 'A grant, policy or table that nobody declared may be a way in for somebody else.',
});

export const accessNotDeclared = defineDiagnostic<{ tenant: string; address: string; reason: string }>({
  code: 'ISO209',
  severity: 'error',
  title: 'Access was changed by hand',
  message: (p) =>
    `Who may do what with \`${p.address}\` of \`${p.tenant}\` is not as it was applied, although the manifests did not change: ${p.reason}.`,
  help: () => 'Find out who did it and why. `akili apply` puts it back to what is declared.',
  why: 'A grant or a policy that nobody reviewed is the way past every wall that was planned.',
});

export const rowsNotWalled = defineDiagnostic<{ tenant: string; address: string; problem: string }>({
  code: 'ISO211',
  severity: 'error',
  title: 'Row security does not wall a table in',
  message: (p) => `\`${p.address}\` of \`${p.tenant}\` would not be walled in: ${p.problem}.`,
  help: () => 'This is a mistake in a driver, not in your manifests: please report it. Nothing is applied.',
  why: 'Tables of all tenants lie on one server: the policy on each is the wall that holds when a grant is wrong.',
});

export const roleUnbounded = defineDiagnostic<{ tenant: string; address: string; problem: string }>({
  code: 'ISO212',
  severity: 'error',
  title: 'A right goes past the walls',
  message: (p) => `\`${p.address}\` of \`${p.tenant}\` ${p.problem}.`,
  help: () => 'This is a mistake in a driver, not in your manifests: please report it. Nothing is applied.',
  why: 'A superuser, a role that bypasses row security, and a grant to everybody make every other wall worth nothing.',
});

export const placeShared = defineDiagnostic<{ tenant: string; address: string; problem: string }>({
  code: 'ISO213',
  severity: 'error',
  title: 'A place of a tenant is not its alone',
  message: (p) => `\`${p.address}\` of \`${p.tenant}\` crosses the tenant: ${p.problem}.`,
  help: () =>
    'Look at slugs, prefixes and secrets in akili.yaml and the tenants’ files; otherwise report a mistake of a driver.',
  why: 'What begins with a prefix is reached by every right to it, and who holds a secret is taken for its owner.',
});
