import { commitTags, readGitRef } from '@akili/repo';
import { readRepository } from '@akili/compiler';
import type { Product, Snapshot, SourceFile, Tenant } from '@akili/model';
import type { OperationHost } from '../operation-host.ts';

/** A version of a product that git has a tag of. */
export interface TaggedVersion {
  readonly version: string;
  readonly tag: string;
  readonly commit: string;
  /** ISO 8601. */
  readonly at: string;
}

/** A product as a tag has it. */
export interface TaggedProduct extends TaggedVersion {
  readonly product: Product;
  /** Its files that the compiler reads, with their paths of then. */
  readonly files: readonly SourceFile[];
  readonly snapshot: Snapshot;
}

const version = /^v(?=.{5,64}$)(\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?)$/;

/**
 * The tags that name a version of a product: `<tenant>/<product>/v<version>`, and `v<version>` of the whole repository.
 * Where both name one version, the product's own counts. Oldest version first.
 */
export async function taggedVersions(
  { slug }: Tenant,
  name: string,
  host: OperationHost,
): Promise<readonly TaggedVersion[]> {
  const own = `${slug}/${name}/`;
  const tags = await commitTags(host.root, ['v', own]);
  const found = new Map<string, TaggedVersion>();
  for (const { tag, commit, at } of tags) {
    const isOwn = tag.startsWith(own);
    const named = version.exec(isOwn ? tag.slice(own.length) : tag)?.[1];
    if (named === undefined || (!isOwn && found.get(named)?.tag.startsWith(own) === true)) continue;
    found.set(named, { version: named, tag, commit, at });
  }
  return [...found.values()].sort((a, b) => compareVersions(a.version, b.version));
}

/** The product as a tag's commit has it; undefined where it had none, or another version than the tag says. */
export async function productAt(
  { slug }: Tenant,
  name: string,
  tagged: TaggedVersion,
  host: OperationHost,
): Promise<TaggedProduct | undefined> {
  const snapshot = await readGitRef(host.root, tagged.commit);
  const { tenants } = readRepository(snapshot, { tenants: [slug] }).repository;
  const product = tenants.find((one) => one.slug === slug)?.products.find((one) => one.name === name);
  if (product === undefined || product.version !== tagged.version) return undefined;
  return { ...tagged, product, files: filesOf(snapshot, product), snapshot };
}

/** Files of a product that the compiler reads. */
export function filesOf({ files }: Snapshot, { folder }: Product): readonly SourceFile[] {
  return files.filter(({ path }) => path.startsWith(`${folder}/`));
}

/** Order of semantic versions (2.0.0, section 11). Build metadata does not count; equal ones keep the order of text. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (const at of [0, 1, 2]) {
    const difference = Number(left.numbers[at]) - Number(right.numbers[at]);
    if (difference !== 0) return difference;
  }
  if (left.before.length === 0 || right.before.length === 0) return right.before.length - left.before.length;
  for (let at = 0; at < Math.max(left.before.length, right.before.length); at += 1) {
    const difference = comparePart(left.before[at], right.before[at]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function partsOf(text: string): { readonly numbers: readonly string[]; readonly before: readonly string[] } {
  const [core = ''] = text.split('+');
  const dash = core.indexOf('-');
  const numbers = (dash < 0 ? core : core.slice(0, dash)).split('.');
  return { numbers, before: dash < 0 ? [] : core.slice(dash + 1).split('.') };
}

function comparePart(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  const [left, right] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (left && right) return Number(a) - Number(b);
  if (left !== right) return left ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
