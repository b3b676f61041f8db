import {
  choice,
  form,
  formOrNumber,
  integer,
  list,
  map,
  object,
  optional,
  scalar,
  text,
  word,
} from '../schema/build.ts';
import { forms } from '../schema/forms.ts';
import type { Written } from '../schema/schema.ts';

const credential = optional(form('Reference to the secret.', forms.credential));

/** `tenants/<slug>/tenant.yaml`. */
export const tenantDocument = object('A tenant of the platform.', {
  apiVersion: word('Version of the format.', 'akili/v1'),
  kind: word('Kind of the document.', 'Tenant'),
  id: form('Identity of the tenant for ever; every mark of ownership carries it.', forms.uuid),
  slug: form("Name of the tenant in all engines; equals the folder's name and never changes.", forms.slug),
  displayName: text('Name for people.', { maxLength: 200 }),
  status: choice('An archived tenant keeps its data, a suspended one does not run.', [
    'active',
    'suspended',
    'archived',
  ]),
  teams: optional(
    list('Teams that `governance.yaml` may grant access to; without a list any.', form('Team.', forms.team), {
      uniqueItems: true,
    }),
  ),
  quotas: optional(
    object('What the products of the tenant may use in all; what is left out has no limit.', {
      products: optional(integer('Number of products.')),
      cpu: optional(formOrNumber('Cores in all.', forms.cpu)),
      memory: optional(formOrNumber('Memory in all.', forms.bytes)),
      topics: optional(integer('Number of topics.')),
      storage: optional(formOrNumber('Bytes of data.', forms.bytes)),
      connections: optional(integer('Number of connections.')),
    }),
  ),
  credentials: optional(
    object("The tenant's own secrets by engine role; the default is `env:AKILI_<SLUG>__<ROLE>`.", {
      analytics: credential,
      lookup: credential,
      objects: credential,
      events: credential,
      compute: credential,
    }),
  ),
  vars: optional(map("Values for `var()` over the environment's.", scalar('Value.'), forms.variable)),
});
export type WrittenTenant = Written<typeof tenantDocument>;
