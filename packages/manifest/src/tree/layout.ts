import {
  didYouMean,
  fileNotRead,
  productManifestMissing,
  twoTransforms,
  wrongExtension,
  type Finding,
} from '@akili/diagnostics';
import type { SourceFile } from '@akili/model';

/** The manifests of a product by name, and its transform. */
export const productDocuments = ['product', 'inputs', 'quality', 'serving', 'governance', 'compute', 'output'] as const;
export type ProductDocument = (typeof productDocuments)[number];

/** The files of one product. */
export interface ProductFiles {
  readonly folder: string;
  readonly documents: { [name in ProductDocument]?: SourceFile };
  transform?: SourceFile;
  /** True when there are two: then nobody can tell which one is meant. */
  twoTransforms?: true;
}

/** The files of one tenant. */
export interface TenantFiles {
  readonly slug: string;
  tenant?: SourceFile;
  readonly connections: SourceFile[];
  /** Connections that are there but cannot be read. */
  readonly unreadConnections: string[];
  readonly products: ProductFiles[];
}

/** What every file of a repository is, by its path alone. */
export interface Layout {
  readonly platform: SourceFile | undefined;
  /** The first file of `policies/`. */
  readonly policy: SourceFile | undefined;
  readonly tenants: readonly TenantFiles[];
  readonly findings: readonly Finding[];
}

const fileNames = [...productDocuments.map((name) => `${name}.yaml`), 'transform.sql'];

/** Sorts the files of a snapshot into tenants and products. `reported`: see `reportedPaths`. */
export function layoutOf(files: readonly SourceFile[], reported: ReadonlySet<string>): Layout {
  return new Sorting(files, reported).run();
}

class Sorting {
  private readonly files: readonly SourceFile[];
  private readonly reported: ReadonlySet<string>;
  private readonly findings: Finding[] = [];
  private readonly tenants = new Map<string, TenantFiles>();
  private readonly products = new Map<string, ProductFiles>();
  /** Folders of files that belong to no product, so that each is said once. */
  private readonly orphaned = new Set<string>();
  private platform: SourceFile | undefined;
  private policy: SourceFile | undefined;

  constructor(files: readonly SourceFile[], reported: ReadonlySet<string>) {
    this.files = files;
    this.reported = reported;
  }

  run(): Layout {
    const paths = [...this.files.map((file) => file.path), ...this.reported];
    // The outer folder first: what lies beside it is no product.
    const found = paths.filter((path) => path.endsWith('/product.yaml')).sort((a, b) => a.length - b.length);
    for (const path of found) this.findProduct(path);
    for (const path of this.reported) this.findUnread(path);
    for (const file of this.files) {
      if (file.path.endsWith('.yml')) this.misnamed(file);
      else this.sort(file, file.path.split('/'));
    }
    return {
      platform: this.platform,
      policy: this.policy,
      tenants: this.sortedTenants(),
      findings: this.findings,
    };
  }

  private sortedTenants(): readonly TenantFiles[] {
    const tenants = [...this.tenants.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1));
    for (const { products } of tenants) {
      products.sort((a, b) => (`${a.folder}/product.yaml` < `${b.folder}/product.yaml` ? -1 : 1));
    }
    return tenants;
  }

  private findProduct(path: string): void {
    const [top, slug, kind, ...rest] = path.split('/');
    const folder = path.slice(0, -'/product.yaml'.length);
    if (top !== 'tenants' || slug === undefined || kind !== 'products' || rest.length < 2) return;
    if (this.products.has(folder) || isBeside(this.productOf(path), path)) return;
    const product: ProductFiles = { folder, documents: {} };
    this.products.set(folder, product);
    this.tenant(slug).products.push(product);
  }

  /** A file that could not be read is there all the same: what names it is not wrong as well. */
  private findUnread(path: string): void {
    const [top, slug, kind, ...rest] = path.split('/');
    if (top !== 'tenants' || slug === undefined || kind !== 'connections') return;
    if (rest.length === 1 && path.endsWith('.yaml')) this.tenant(slug).unreadConnections.push(path);
  }

  private sort(file: SourceFile, [top, slug, kind, ...rest]: readonly string[]): void {
    if (file.path === 'akili.yaml') this.platform = file;
    else if (top === 'policies') {
      if (file.path.endsWith('.yaml')) this.policy ??= file;
    } else if (top !== 'tenants') return;
    else if (slug === undefined || kind === undefined) this.unread(file, []);
    else if (kind === 'tenant.yaml' && rest.length === 0) this.tenant(slug).tenant = file;
    else if (kind === 'connections' && rest.length === 1 && file.path.endsWith('.yaml')) {
      this.tenant(slug).connections.push(file);
    } else if (kind === 'products' && rest.length > 0) this.sortProductFile(file, slug, rest);
    else this.unread(file, rest.length === 0 ? ['tenant.yaml'] : [], slug);
  }

  private sortProductFile(file: SourceFile, slug: string, rest: readonly string[]): void {
    const product = this.productOf(file.path);
    if (isBeside(product, file.path)) return;
    const name = rest.at(-1) as string;
    if (product === undefined) {
      const folder = file.path.slice(0, file.path.lastIndexOf('/'));
      const owner = folder.endsWith('/logic') ? folder.slice(0, -'/logic'.length) : folder;
      if (!fileNames.includes(name)) this.unread(file, fileNames, slug);
      else if (!this.orphaned.has(owner)) {
        this.orphaned.add(owner);
        this.tenant(slug);
        if (!this.reported.has(`${owner}/product.yaml`))
          this.findings.push(productManifestMissing.at({ file: file.path }, {}, { tenant: slug }));
      }
      return;
    }
    const inside = file.path.slice(product.folder.length + 1);
    const document = productDocuments.find((one) => inside === `${one}.yaml`);
    if (document !== undefined) product.documents[document] = file;
    else if (inside === 'transform.sql' || inside === 'logic/transform.sql') {
      if (product.transform === undefined) product.transform = file;
      else {
        product.twoTransforms = true;
        this.findings.push(twoTransforms.at({ file: file.path }, { other: product.transform.path }, { tenant: slug }));
      }
    } else this.unread(file, fileNames, slug);
  }

  /** The product in whose folder, or in a folder below it, a file lies. */
  private productOf(path: string): ProductFiles | undefined {
    let folder = path;
    for (;;) {
      const end = folder.lastIndexOf('/');
      if (end < 0) return undefined;
      folder = folder.slice(0, end);
      const product = this.products.get(folder);
      if (product !== undefined) return product;
    }
  }

  private tenant(slug: string): TenantFiles {
    let tenant = this.tenants.get(slug);
    if (tenant === undefined)
      this.tenants.set(slug, (tenant = { slug, connections: [], unreadConnections: [], products: [] }));
    return tenant;
  }

  private misnamed(file: SourceFile): void {
    const [top, slug] = file.path.split('/');
    if (isBeside(this.productOf(file.path), file.path)) return;
    const path = file.path.slice(file.path.lastIndexOf('/') + 1).replace(/yml$/, 'yaml');
    const subject = top === 'tenants' && slug !== undefined ? { tenant: slug } : {};
    this.findings.push(wrongExtension.at({ file: file.path }, { path }, subject));
  }

  private unread(file: SourceFile, names: readonly string[], slug?: string): void {
    const suggestion = didYouMean(file.path.slice(file.path.lastIndexOf('/') + 1), names);
    this.findings.push(fileNotRead.at({ file: file.path }, { suggestion }, { tenant: slug }));
  }
}

/** Data and tests of a product stand beside its manifests, and are read by other commands. */
function isBeside(product: ProductFiles | undefined, path: string): boolean {
  if (product === undefined) return false;
  const inside = path
    .slice(product.folder.length + 1)
    .split('/')
    .slice(0, -1);
  return inside.some((folder) => folder === 'fixtures' || folder === 'tests');
}
