import type { Dirent } from 'node:fs';
import { namePattern, productPrefix, uuidPattern } from '@akili/model';
import { byAddress, objectsBucketAddress, objectsPrefixAddress, platformSlug, type Observed } from '@akili/resource';
import { holdsNothing, listFolder, readFile } from './guarded-files.ts';
import { bucketFolder, bucketPattern, markerFile, tenantFolder } from './objects-layout.ts';
import { pathOf, statOf } from './guarded-path.ts';
import type { LocalSession } from './local-session.ts';
import { readDocument } from './marked-document.ts';

/** The platform has buckets, a tenant what lies under its own prefix in any of them. */
export function readObjects(session: LocalSession): readonly Observed[] {
  const entries = listFolder(session.root, ['objects']);
  if (session.tenant.slug === platformSlug)
    return entries.flatMap((entry) => readBucket(session, entry)).toSorted(byAddress);
  return entries
    .filter((entry) => entry.isDirectory() && bucketPattern.test(entry.name))
    .flatMap((entry) => readTenantFolder(session, entry.name))
    .sort(byAddress);
}

function readBucket({ root }: LocalSession, entry: Dirent): readonly Observed[] {
  const { name } = entry;
  const isFolder = entry.isDirectory() && bucketPattern.test(name);
  const document = isFolder ? readDocument(readFile(root, bucketFolder(name), markerFile)) : undefined;
  if (isFolder && document === undefined && holdsOnlyTenants(root, name)) return [];
  const value = { bucket: document?.body['bucket'] ?? null };
  return [{ address: objectsBucketAddress(name), kind: 'objects.bucket', name, value, mark: document?.mark }];
}

/** A bucket that lost its marker and has nothing but tenants' folders is made again around them. */
function holdsOnlyTenants(root: string, name: string): boolean {
  const others = listFolder(root, bucketFolder(name)).filter((entry) => !isTenantFolder(entry));
  return others.length === 0 || holdsNothing(root, bucketFolder(name));
}

function isTenantFolder(entry: Dirent): boolean {
  return (
    entry.isDirectory() && entry.name.startsWith('tenant-') && uuidPattern.test(entry.name.slice('tenant-'.length))
  );
}

function readTenantFolder(session: LocalSession, bucket: string): readonly Observed[] {
  const { root, tenant } = session;
  const folder = tenantFolder(bucket, tenant.id);
  const top = listFolder(root, folder);
  // Objects that lie beside `products/` belong to no product of ours.
  const strays = top
    .filter((entry) => !(entry.name === 'products' && entry.isDirectory()))
    .map((entry) => observedPrefix(session, bucket, `${folder.at(-1)}/${entry.name}`, undefined));
  if (strays.length === top.length) return strays;
  const products = listFolder(root, [...folder, 'products']).flatMap((entry) => {
    const ours = entry.isDirectory() && namePattern.test(entry.name);
    const data = [...folder, 'products', entry.name, 'data'];
    // The dirent says that the product's folder is one; `data` could still be a link.
    const isFolder = ours && statOf(pathOf(root, data))?.isDirectory() === true;
    const document = isFolder ? readDocument(readFile(root, data, markerFile)) : undefined;
    if (ours && document === undefined && holdsNothing(root, data.slice(0, -1))) return [];
    return observedPrefix(session, bucket, productPrefix(tenant.id, entry.name), document);
  });
  return [...strays, ...products];
}

function observedPrefix(
  { tenant }: LocalSession,
  bucket: string,
  prefix: string,
  document: ReturnType<typeof readDocument>,
): Observed {
  return {
    address: objectsPrefixAddress(tenant.slug, bucket, prefix),
    kind: 'objects.prefix',
    name: `${bucket}/${prefix}`,
    value: document?.body ?? {},
    mark: document?.mark,
  };
}
