import {
  referenceNotAllowed,
  secretFileUnreadable,
  secretMalformed,
  secretNotSet,
  secretSchemeNotSupported,
  unreadableReference,
} from '@akili/diagnostics';
import { scenario, type Scenario } from './scenario.ts';

const reference = 'env:AKILI_ACME_CORP__LOOKUP';

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
    { reference },
    'The job of the tenant runs without its secret.',
    'The variable is set from the secrets of the CI.',
  ),
  scenario(
    secretSchemeNotSupported,
    { reference: 'awssm:acme-corp-lookup#value', scheme: 'awssm' },
    'The reference names a store that this version does not read.',
    'The CI reads the secret and sets a variable.',
  ),
  scenario(
    secretFileUnreadable,
    { reference: 'file:secrets/acme-corp.json#lookup', problem: 'there is no such file' },
    'The file was not mounted into the job.',
    'The file is mounted.',
  ),
  scenario(
    secretMalformed,
    { reference, problem: 'is not JSON', expected: '{"username":"...","password":"..."}' },
    'The variable held only the password.',
    'The variable holds user name and password as JSON.',
  ),
];
