import {
  accessNotDeclared,
  addressOutsideTenant,
  credentialNotOwn,
  foreignAccess,
  markNotOwn,
  markOfAnotherTenant,
  nameClaimedTwice,
  requestNamesAnother,
  placeShared,
  roleUnbounded,
  rowsNotWalled,
  slugChanged,
  stateOfAnotherTenant,
  undeclaredRelationInText,
} from '@akili/diagnostics';
import { scenario, type Scenario } from './scenario.ts';

const tenant = 'acme-corp';
const id = '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d';
const table = 'acme-corp/lookup.table/tenant_acme_corp__sales.orders_daily';

/** What the proof of isolation can find in a plan or on the engines. */
export const isolationScenarios: readonly Scenario[] = [
  scenario(
    stateOfAnotherTenant,
    { tenant, id },
    'The slug of a tenant that had left was given to a new one.',
    'The new tenant got a slug of its own.',
  ),
  scenario(
    markOfAnotherTenant,
    { address: table, id },
    'The id in tenant.yaml was replaced, so the marks on the engine do not fit any more.',
    'The old id was put back.',
  ),
  scenario(
    addressOutsideTenant,
    { tenant, address: 'platform/objects.bucket/akili-data', problem: 'does not begin with the tenant' },
    'A driver made a resource of the platform for a tenant.',
    'The driver was corrected; a tenant never brings this about with manifests.',
  ),
  scenario(
    nameClaimedTwice,
    { tenant, kind: 'events.topic', name: 'acme-corp.orders_daily.data.available' },
    'Two resources of the plan would be one thing on the engine.',
    'The product was renamed.',
  ),
  scenario(
    requestNamesAnother,
    { tenant, address: table, where: '/sql' },
    'The text that a step sends to the engine holds the name of a schema that is not the tenant’s.',
    'The text reads only through `ref()` and `this`.',
  ),
  scenario(
    credentialNotOwn,
    { tenant, reference: 'vault:shared/lookup#value' },
    'Two tenants were to use one secret.',
    'Each has one of its own.',
  ),
  scenario(
    markNotOwn,
    { tenant, address: table },
    'The plan holds a step that changes a table without a mark of the tenant.',
    'The fault in akili was reported and corrected; nothing had been applied.',
  ),
  scenario(
    foreignAccess,
    { tenant, address: 'acme-corp/lookup.grant/reporting' },
    'Somebody had granted a login of another team to read a schema of the tenant.',
    'The grant was revoked, and `akili drift` finds nothing more.',
  ),
  scenario(
    accessNotDeclared,
    { tenant, address: table, reason: 'grants: - SELECT to PUBLIC' },
    'Somebody had granted everybody the right to read a table, by hand.',
    '`akili apply` took the grant back, and who gave it was asked why.',
  ),
  scenario(
    slugChanged,
    { tenant: 'acme-inc', id },
    'The folder and the slug of a tenant were renamed, and its id was kept.',
    'The old slug and folder were put back.',
  ),
  scenario(
    undeclaredRelationInText,
    {
      text: 'the transform of `orders_daily`',
      target: 'starrocks',
      relation: 'tenant_globex_inc_catalog.finance.weekly_transaction_summary',
    },
    'A mistake in the printer of the tool wrote the name of another catalog into a text.',
    'The plan was refused before anything ran; the mistake was reported and mended, and the next plan was clean.',
  ),
  scenario(
    rowsNotWalled,
    {
      tenant: 'acme-corp',
      address: 'acme-corp/lookup.table/tenant_acme_corp__sales.daily_revenue',
      problem: 'its row security is not forced',
    },
    'A driver forgot that the owner of a table is free of its policies.',
    'Row security is forced, and each policy names the tenant’s id and roles.',
  ),
  scenario(
    roleUnbounded,
    { tenant: 'acme-corp', address: 'acme-corp/lookup.role/tenant_acme_corp__reader', problem: 'has BYPASSRLS' },
    'A driver gave a role an attribute that no policy holds back.',
    'The role has no attributes but those of its login.',
  ),
  scenario(
    placeShared,
    {
      tenant: 'acme',
      address: 'acme/events.acl/acme',
      problem: 'a prefix does not end with its separator',
    },
    'A driver allowed everything that begins with `acme`, so that a tenant `acme-corp` would be reached one day.',
    'The prefix is `acme.`.',
  ),
];
