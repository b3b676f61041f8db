import {
  collidingNames,
  fileTooLarge,
  foldersTooDeep,
  noRepository,
  notRegularFile,
  notUtf8,
  nulByte,
  sqlTooLarge,
  submodule,
  symbolicLink,
  tooManyFiles,
  unknownGitRef,
  unreadableFile,
  unusableName,
} from '@akili/diagnostics';
import { scenario, type Scenario } from './scenario.ts';

/** What can be wrong with files before they are manifests. */
export const fileScenarios: readonly Scenario[] = [
  scenario(
    fileTooLarge,
    { bytes: 10_485_760, limit: 1_048_576 },
    'A data set of 10 MB was saved as `inputs.yaml`.',
    'The data is loaded through a connection.',
  ),
  scenario(
    notUtf8,
    { encoding: 'UTF-16' },
    'An editor saved `product.yaml` as UTF-16.',
    'The file was saved as UTF-8.',
  ),
  scenario(
    sqlTooLarge,
    { limit: '256 kB' },
    'A transform held a list of fifty thousand ids to leave out.',
    'The ids are an input of their own, which the transform joins.',
  ),
  scenario(nulByte, {}, 'A download of `transform.sql` was cut and padded with zeros.', 'The file was fetched again.'),
  scenario(
    symbolicLink,
    {},
    "A transform was linked to another tenant's transform.",
    'The file stands in the folder itself.',
  ),
  scenario(notRegularFile, { what: 'a pipe' }, 'A named pipe was left in a folder of a product.', 'It was removed.'),
  scenario(
    unreadableFile,
    { reason: 'permission denied' },
    'A file was written by another user.',
    'Its permissions were corrected.',
  ),
  scenario(
    unusableName,
    { shown: '`orders\\u202eyaml`', reason: 'holds a control character' },
    'A file name holds a character that turns the reading direction.',
    'The file was renamed.',
  ),
  scenario(
    collidingNames,
    { other: 'tenants/acme-corp/products/orders/product.yaml' },
    'Two folders are called `orders` and `Orders`.',
    'One of them was renamed.',
  ),
  scenario(
    tooManyFiles,
    { what: 'files', limit: 1_000_000 },
    'A folder of exported rows was committed below `tenants/`.',
    'The folder was removed.',
  ),
  scenario(
    foldersTooDeep,
    { limit: 32 },
    'A script created folders within folders without end.',
    'The folders were removed.',
  ),
  scenario(submodule, {}, 'A product was added as a git submodule.', 'Its files were copied into the repository.'),
  scenario(
    noRepository,
    {},
    '`akili validate` was run in the home folder.',
    '`akili validate --root ~/data-products`.',
  ),
  scenario(
    unknownGitRef,
    { ref: 'origin/main', reason: 'there is no such ref' },
    'The CI had cloned only the last commit.',
    'The CI clones with `fetch-depth: 0`.',
  ),
];
