import { readdirSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { EngineRole } from '@akili/model';
import type { ProbeContext, ProbeFinding } from '@akili/resource';
import { statOf, type Segments } from '../guarded-path.ts';

/** Where a tenant's things lie in one role of an embedded environment, below its folder. */
function foldersOf(
  role: EngineRole,
  root: string,
  { slug, id }: { readonly slug: string; readonly id: string },
): readonly Segments[] {
  if (role !== 'objects') return [[role, slug]];
  const buckets = statOf(join(root, 'objects'))?.isDirectory() === true ? readdirSync(join(root, 'objects')) : [];
  return buckets.map((bucket) => ['objects', bucket, `tenant-${id}`]);
}

/**
 * Follows every link below a tenant's folders: one that leads into another tenant's is a way to read and write what
 * lies there. Directories have no principals, so there is nothing else to try: whoever may read the files may read
 * them all. Opens no file.
 */
export function probeFolders(
  role: EngineRole,
  root: string,
  { tenant, others, signal }: ProbeContext,
): readonly ProbeFinding[] {
  const links = foldersOf(role, root, tenant).flatMap((folder) => linksBelow(join(root, ...folder), signal));
  return others.map(({ tenant: other }): ProbeFinding => {
    const theirs = foldersOf(role, root, other).map((folder) => join(root, ...folder));
    const reached = links.filter((target) =>
      theirs.some((path) => target === real(path) || target.startsWith(`${real(path)}${sep}`)),
    );
    const aim = {
      other: other.slug,
      action: 'read',
      what: 'its folder, by a link',
      name: `${role}/${other.slug}`,
    } as const;
    if (reached.length === 0) return { ...aim, outcome: 'refused' };
    return { ...aim, outcome: 'violated', detail: `${reached.length} of the tenant's links lead there` };
  });
}

/** What the links in a folder lead to, the folder itself included; links that lead nowhere are left out. */
function linksBelow(path: string, signal: AbortSignal): readonly string[] {
  signal.throwIfAborted();
  const stats = statOf(path);
  if (stats === undefined) return [];
  if (stats.isSymbolicLink()) {
    const target = real(path);
    return target === undefined ? [] : [target];
  }
  if (!stats.isDirectory()) return [];
  return readdirSync(path).flatMap((name) => linksBelow(join(path, name), signal));
}

/** Undefined where a link leads to nothing. */
function real(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
