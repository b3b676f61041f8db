import { missingDocument, noRepository, policiesNotRead, type Finding } from '@akili/diagnostics';
import type { Snapshot, SourceFile } from '@akili/model';
import { readDocument } from './read/read-document.ts';
import { layoutOf, type TenantFiles } from './tree/layout.ts';
import { readProduct } from './tree/read-product.ts';
import { reportedPaths } from './tree/reported-paths.ts';
import type { WrittenConnectionFile, WrittenRepository, WrittenTenantFolder } from './tree.ts';

/** Every manifest that could be read, and everything that is wrong with the others; never throws because of a file. */
export interface ReadManifests {
  readonly tree: WrittenRepository;
  readonly findings: readonly Finding[];
}

/**
 * Reads and validates all manifests of a snapshot. One broken file hides nothing but itself. The findings of the
 * snapshot are not repeated.
 */
export function readManifests(snapshot: Snapshot): ReadManifests {
  const reported = reportedPaths(snapshot);
  const layout = layoutOf(snapshot.files, reported);
  const findings: Finding[] = [...layout.findings];
  const platform = layout.platform && readDocument('akili', layout.platform, {});
  if (platform === undefined && !reported.has('akili.yaml')) {
    findings.push(noRepository.at(undefined, {}));
  } else findings.push(...(platform?.findings ?? []));
  if (layout.policy !== undefined) findings.push(policiesNotRead.at({ file: layout.policy.path }, {}));
  const tenants = layout.tenants.map((files) => readTenant(files, reported, findings));
  return {
    tree: { ...(platform?.document === undefined ? {} : { platform: platform.document }), tenants },
    findings,
  };
}

function readTenant(files: TenantFiles, reported: ReadonlySet<string>, findings: Finding[]): WrittenTenantFolder {
  const folder = `tenants/${files.slug}`;
  const subject = { tenant: files.slug };
  const tenant = files.tenant && readDocument('tenant', files.tenant, subject);
  if (tenant !== undefined) findings.push(...tenant.findings);
  else if (!reported.has(`${folder}/tenant.yaml`)) {
    const need = 'it holds the identity of the tenant';
    findings.push(missingDocument.at({ file: folder }, { document: 'tenant.yaml', need }, subject));
  }
  return {
    slug: files.slug,
    folder,
    ...(tenant?.document === undefined ? {} : { tenant: tenant.document }),
    connections: [
      ...files.connections.map((file) => readConnection(file, subject, findings)),
      ...files.unreadConnections.map((file) => ({ name: connectionName(file), file })),
    ].sort((a, b) => (a.file < b.file ? -1 : 1)),
    products: files.products.map((product) => readProduct(product, files.slug, reported, findings)),
  };
}

function readConnection(file: SourceFile, subject: { tenant: string }, findings: Finding[]): WrittenConnectionFile {
  const reading = readDocument('connection', file, subject);
  findings.push(...reading.findings);
  return {
    name: connectionName(file.path),
    file: file.path,
    ...(reading.document === undefined ? {} : { document: reading.document }),
  };
}

function connectionName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1, -'.yaml'.length);
}
