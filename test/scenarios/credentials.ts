import {
  credentialsMissing,
  loginRotated,
  newLoginRefused,
  nothingToRotate,
  referenceNotAllowed,
  rotateByHand,
  rotationNeedsApply,
  secretDenied,
  secretMalformed,
  secretNotSet,
  secretNotWritten,
  secretSchemeNotSupported,
  secretUnavailable,
  secretVersionGone,
  unreadableReference,
} from '@akili/diagnostics';
import { scenario, type Scenario } from './scenario.ts';

const reference = 'env:AKILI_ACME_CORP__LOOKUP';
const expected = '{ "username": "...", "password": "..." }';

/** What can be wrong with a secret when it is needed. */
export const credentialScenarios: readonly Scenario[] = [
  scenario(
    unreadableReference,
    {},
    'A password was configured where a reference belongs.',
    'The password was changed, stored in the CI, and referred to by `env:AKILI_ACME_CORP__LOOKUP`.',
  ),
  scenario(
    referenceNotAllowed,
    { tenant: 'acme-corp', reference: 'vault:shared/lookup#value' },
    'The tenant’s secret lies under a path that akili.yaml does not allow it.',
    'The platform allows `vault:akili/acme-corp/` for this tenant, and the secret was moved there.',
  ),
  scenario(
    secretNotSet,
    { reference, expected },
    'The job of the tenant runs without its secret.',
    'The variable is set from the secrets of the CI.',
  ),
  scenario(
    secretSchemeNotSupported,
    { reference: 'awssm:acme-corp-lookup#value', scheme: 'awssm' },
    'The command looks up only variables and files.',
    'The CI reads the secret and sets a variable.',
  ),
  scenario(
    secretUnavailable,
    { reference: 'vault:akili/acme-corp/lookup', problem: 'the store is sealed' },
    'The store of secrets was restarted and waits to be unsealed.',
    'The store was unsealed.',
  ),
  scenario(
    secretMalformed,
    { reference, problem: 'is not JSON', expected: '{"username":"...","password":"..."}' },
    'The variable held only the password.',
    'The variable holds user name and password as JSON.',
  ),
  scenario(
    secretDenied,
    { reference: 'vault:akili/acme-corp/lookup', problem: 'permission denied' },
    'The job logs in to the store with a role that may not read the tenant’s secrets.',
    'The role of the job may read `akili/data/acme-corp/*`.',
  ),
  scenario(
    secretVersionGone,
    { reference, version: '3', has: '4' },
    'Somebody rotated the login between the plan and the apply.',
    'The plan was made again and names version 4.',
  ),
  scenario(
    credentialsMissing,
    {
      missing: [
        { reference, use: 'acme-corp, lookup', problem: 'is not set', expected },
        { reference: 'env:AKILI_PLATFORM__LOOKUP', use: 'platform, lookup', problem: 'is not set', expected },
      ],
    },
    'The job was given none of the secrets that its stage needs.',
    'Both variables are set from the secrets of the CI.',
  ),
  scenario(
    loginRotated,
    { tenant: 'acme-corp', role: 'lookup', version: '4', kept: undefined },
    'The command ran to its end.',
    'Nothing is to be done.',
  ),
  scenario(
    rotationNeedsApply,
    { tenant: 'acme-corp', changes: 2 },
    'A product was merged and not applied yet.',
    'The product was applied, and the rotation started anew.',
  ),
  scenario(
    rotateByHand,
    { tenant: 'acme-corp', role: 'lookup', reference, form: '{ "username": "...", "version": "2" }', phase: 'promote' },
    'The secret is a variable of the CI.',
    'The variable holds the newer login, and an apply retired the one before.',
  ),
  scenario(
    newLoginRefused,
    { tenant: 'acme-corp', role: 'events', problem: 'the broker refuses the login' },
    'The broker had not taken the new login over yet.',
    'The command was run again.',
  ),
  scenario(
    secretNotWritten,
    { reference: 'vault:akili/acme-corp/lookup', problem: 'Vault denies writing to this login' },
    'The role of the job may only read.',
    'The role may write `akili/data/*`.',
  ),
  scenario(
    nothingToRotate,
    { tenant: 'acme-corp', environment: 'local' },
    'The command was run for the embedded environment.',
    '`--env production` was added.',
  ),
];
