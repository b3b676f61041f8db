import { lstatSync, readdirSync, type Dirent } from 'node:fs';
import {
  collidingNames,
  foldersTooDeep,
  notRegularFile,
  symbolicLink,
  unreadableFile,
  unusableName,
  type Finding,
} from '@akili/diagnostics';
import { errorReason } from './error-reason.ts';
import { foldedName, nameProblem, shownName } from './name-problem.ts';
import { isHidden, isProductFile, isRelevant, isUnread, topEntries } from './relevance.ts';

/** What a walk meets. Paths are relative to the root, in NFC; `onDisk` is the name to open. */
export interface Visitor {
  /** A file to read, in the order of the paths. */
  file(path: string, onDisk: string): void;
  finding(finding: Finding): void;
}

type Kind = 'file' | 'folder' | 'link' | { readonly other: string };
interface Entry {
  readonly name: string;
  readonly kind: Kind;
  /** Sorting by it gives the order of whole paths. */
  readonly order: string;
}

/** Whether a folder lies in a product's, and whether in a part of it that nothing is read from. */
type Where = 'outside' | 'product' | 'unread';

/** Walks what matters of a repository's folder. Follows no link; says everything that it cannot use. */
export function walk(root: string, depth: number, visitor: Visitor): void {
  new Walk(depth, visitor).folder(root, '', 0, 'outside');
}

class Walk {
  private readonly depth: number;
  private readonly visitor: Visitor;

  constructor(depth: number, visitor: Visitor) {
    this.depth = depth;
    this.visitor = visitor;
  }

  folder(onDisk: string, path: string, level: number, where: Where): void {
    let dirents: Dirent[];
    try {
      dirents = readdirSync(onDisk, { withFileTypes: true });
    } catch (error) {
      const place = path === '' ? undefined : { file: path };
      this.visitor.finding(unreadableFile.at(place, { reason: errorReason(error) }));
      return;
    }
    const entries: Entry[] = [];
    for (const dirent of dirents) {
      const { name } = dirent;
      if (level === 0 ? !topEntries.includes(foldedName(name)) : isHidden(name)) continue;
      const kind = kindOf(dirent, onDisk);
      entries.push({ name, kind, order: kind === 'folder' ? `${name}/` : name });
    }
    entries.sort((a, b) => (a.order < b.order ? -1 : 1));
    this.collisions(entries, path);
    const product = where === 'outside' && entries.some(({ name }) => isProductFile(`${path}/${name}`));
    for (const entry of entries) this.entry(entry, onDisk, path, level, product ? 'product' : where);
  }

  private entry({ name, kind }: Entry, parent: string, parentPath: string, level: number, where: Where): void {
    const problem = nameProblem(name);
    if (problem !== undefined) {
      const place = parentPath === '' ? undefined : { file: parentPath };
      this.visitor.finding(unusableName.at(place, { shown: shownName(name), reason: problem }));
      return;
    }
    const path = (parentPath === '' ? '' : `${parentPath}/`) + name.normalize('NFC');
    const onDisk = `${parent}/${name}`;
    // On a file system that knows case, `Tenants` is not `tenants`.
    if (level === 0 && !topEntries.includes(name)) return;
    if (kind === 'link') this.visitor.finding(symbolicLink.at({ file: path }, {}));
    else if (kind === 'folder') {
      if (level >= this.depth) this.visitor.finding(foldersTooDeep.at({ file: path }, { limit: this.depth }));
      else this.folder(onDisk, path, level + 1, where === 'product' && isUnread(name) ? 'unread' : where);
    } else if (kind !== 'file') this.visitor.finding(notRegularFile.at({ file: path }, { what: kind.other }));
    else if (where !== 'unread' && isRelevant(name)) this.visitor.file(path, onDisk);
  }

  private collisions(entries: readonly Entry[], path: string): void {
    if (entries.length < 2) return;
    const seen = new Map<string, string>();
    for (const { name } of entries) {
      const folded = foldedName(name);
      const other = seen.get(folded);
      if (other === undefined) seen.set(folded, name);
      else if (nameProblem(name) === undefined) {
        const file = (path === '' ? '' : `${path}/`) + name.normalize('NFC');
        this.visitor.finding(collidingNames.at({ file }, { other }));
      }
    }
  }
}

function kindOf(dirent: Dirent, parent: string): Kind {
  if (dirent.isFile()) return 'file';
  if (dirent.isDirectory()) return 'folder';
  if (dirent.isSymbolicLink()) return 'link';
  if (dirent.isFIFO()) return { other: 'a named pipe' };
  if (dirent.isSocket()) return { other: 'a socket' };
  if (dirent.isCharacterDevice() || dirent.isBlockDevice()) return { other: 'a device' };
  // Some file systems do not tell the kind with the name.
  try {
    const stat = lstatSync(`${parent}/${dirent.name}`);
    if (stat.isFile()) return 'file';
    if (stat.isDirectory()) return 'folder';
    if (stat.isSymbolicLink()) return 'link';
  } catch {
    // Gone meanwhile.
  }
  return { other: 'something else' };
}
