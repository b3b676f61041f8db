import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { catalogName } from '@akili/model';
import { EngineError } from '@akili/resource';

const folderName = 'analytics';

/** Path of a tenant's database file: `<environment>/analytics/tenant_acme_corp_catalog.duckdb`. */
export function catalogFile(directory: string, slug: string): string {
  return join(directory, folderName, `${catalogName(slug)}.duckdb`);
}

/** True when the tenant's file is there. Throws EngineError where the folder or the file is a link: it may lead to another tenant's. */
export function hasCatalogFile(directory: string, slug: string): boolean {
  const folder = join(directory, folderName);
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return false;
  refuseLinkedFolder(directory);
  const file = lstatSync(catalogFile(directory, slug), { throwIfNoEntry: false });
  if (file?.isSymbolicLink() === true)
    throw new EngineError(`The file of \`${catalogName(slug)}\` is a symbolic link.`);
  return file !== undefined;
}

/** Makes the folder of the database files. */
export function createCatalogFolder(directory: string): void {
  mkdirSync(directory, { recursive: true });
  if (lstatSync(join(directory, folderName), { throwIfNoEntry: false }) === undefined) {
    mkdirSync(join(directory, folderName));
  }
  refuseLinkedFolder(directory);
}

function refuseLinkedFolder(directory: string): void {
  if (lstatSync(directory).isSymbolicLink() || lstatSync(dirname(directory)).isSymbolicLink()) {
    throw new EngineError('The folder of the environment is a symbolic link.');
  }
  if (realpathSync(join(directory, folderName)) !== join(realpathSync(directory), folderName)) {
    throw new EngineError(`The folder \`${folderName}\` of the environment is a symbolic link.`);
  }
}
