import {
  collidingNames,
  fileTooLarge,
  foldersTooDeep,
  submodule,
  symbolicLink,
  tooManyFiles,
  unknownGitRef,
  unusableName,
  type Finding,
} from '@akili/diagnostics';
import type { Snapshot, SourceFile } from '@akili/model';
import { defaultLimits, type Limits } from '../limits.ts';
import type { ReadOptions } from '../read-working-tree.ts';
import { decode } from '../tree/decode.ts';
import { foldedName, nameProblem, shownName } from '../tree/name-problem.ts';
import { isHidden, isProductFile, isRelevant, isUnread, topEntries } from '../tree/relevance.ts';
import { readTreeListing, type TreeEntry } from './list-tree.ts';
import { openGit } from './open-git.ts';
import { readBlobs } from './read-blobs.ts';

/**
 * Reads a repository as a git ref has it, by the rules of `readWorkingTree`: the root may be a folder of a larger
 * git repository. A ref that cannot be read is a finding, and the snapshot empty.
 */
export async function readGitRef(root: string, ref: string, options: ReadOptions = {}): Promise<Snapshot> {
  const limits = { ...defaultLimits, ...options.limits };
  // Git would take it for an option.
  if (ref.startsWith('-') || ref === '') return refused(ref, 'it is not the name of a ref');
  let entries: readonly TreeEntry[];
  try {
    const git = await openGit(root);
    const commit = (await git.raw(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])).trim();
    if (commit === '') return refused(ref, 'there is no such commit');
    entries = readTreeListing(await git.raw(['ls-tree', '-r', '-l', '-z', commit, '--', ...topEntries]));
  } catch (error) {
    const outside = /not a git repository/i.test(String(error));
    return refused(ref, outside ? 'this is not a git repository' : 'there is no such commit');
  }
  const findings: Finding[] = [];
  const wanted = chooseEntries(entries, limits, findings);
  const byId = new Map<string, string[]>();
  for (const { id, path } of wanted) {
    const paths = byId.get(id);
    if (paths === undefined) byId.set(id, [path]);
    else paths.push(path);
  }
  const files: SourceFile[] = [];
  try {
    await readBlobs(root, [...byId.keys()], (id, bytes) => {
      for (const path of byId.get(id) ?? []) {
        const text = decode(path, bytes);
        if (typeof text === 'string') files.push({ path, text });
        else findings.push(text);
      }
    });
  } catch {
    return refused(ref, 'git does not have all of its files, as in a partial clone');
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, findings };
}

function refused(ref: string, reason: string): Snapshot {
  return { files: [], findings: [unknownGitRef.at(undefined, { ref: ref.slice(0, 200), reason })] };
}

/** The blobs to read; says what is refused. */
function chooseEntries(
  entries: readonly TreeEntry[],
  limits: Limits,
  findings: Finding[],
): readonly { readonly id: string; readonly path: string }[] {
  const wanted: { id: string; path: string }[] = [];
  const seen = new Map<string, string>();
  const products = productFolders(entries);
  let bytes = 0;
  for (const entry of entries) {
    const names = entry.path.split('/');
    if (names.some((name, level) => level > 0 && isHidden(name))) continue;
    const bad = names.findIndex((name) => nameProblem(name) !== undefined);
    if (bad >= 0) {
      const name = names[bad] as string;
      const place = bad === 0 ? undefined : { file: names.slice(0, bad).join('/') };
      findings.push(unusableName.at(place, { shown: shownName(name), reason: nameProblem(name) ?? '' }));
      continue;
    }
    const path = entry.path.normalize('NFC');
    collide(entry.path, seen, findings);
    if (names.length - 1 > limits.depth) {
      findings.push(foldersTooDeep.at({ file: path }, { limit: limits.depth }));
    } else if (entry.mode === '120000') findings.push(symbolicLink.at({ file: path }, {}));
    else if (entry.mode === '160000') findings.push(submodule.at({ file: path }, {}));
    else if (!isBeside(names, products) && isRelevant(names.at(-1) as string)) {
      const size = entry.size ?? 0;
      if (size > limits.fileBytes) {
        findings.push(fileTooLarge.at({ file: path }, { bytes: size, limit: limits.fileBytes }));
        continue;
      }
      bytes += size;
      const what = wanted.length >= limits.files ? 'files' : bytes > limits.totalBytes ? 'totalBytes' : undefined;
      if (what !== undefined) {
        const params = { what: what === 'files' ? 'files' : 'bytes', limit: limits[what] } as const;
        findings.push(tooManyFiles.at({ file: path }, params));
        break;
      }
      wanted.push({ id: entry.id, path });
    }
  }
  return wanted;
}

function productFolders(entries: readonly TreeEntry[]): ReadonlySet<string> {
  const files = entries.filter(({ path }) => isProductFile(path));
  return new Set(files.map(({ path }) => path.slice(0, path.lastIndexOf('/'))));
}

/** True for the data and tests of a product. */
function isBeside(names: readonly string[], products: ReadonlySet<string>): boolean {
  const unread = names.slice(0, -1).findLastIndex(isUnread);
  for (let end = 1; end <= unread; end += 1) if (products.has(names.slice(0, end).join('/'))) return true;
  return false;
}

/** Says the first part of a path that differs from an earlier one only in case or composition. */
function collide(path: string, seen: Map<string, string>, findings: Finding[]): void {
  for (let end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
    const part = end < 0 ? path : path.slice(0, end);
    const folded = foldedName(part);
    const other = seen.get(folded);
    if (other === undefined) seen.set(folded, part);
    else if (other !== part) {
      // One finding a pair, however many files lie below.
      if (!seen.has(`\n${part}`)) {
        seen.set(`\n${part}`, part);
        const name = other.slice(other.lastIndexOf('/') + 1);
        findings.push(collidingNames.at({ file: part.normalize('NFC') }, { other: name }));
      }
      return;
    }
    if (end < 0) return;
  }
}
