import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { productFiles } from './product-files.ts';
import { seededRandom } from './seeded-random.ts';

/** What a made-up repository shall look like. The same shape gives the same bytes. */
export interface Shape {
  readonly products: number;
  readonly tenants: number;
  readonly seed: number;
}

export interface Written {
  readonly files: number;
  readonly bytes: number;
}

/** Tables that every made-up tenant's connection locks. */
const lock = `schema:
  public.orders:
    columns: { order_id: bigint, customer_id: bigint, product_id: bigint, amount: "decimal(18,2)", discount: "decimal(18,2)", quantity: integer, status: varchar, region: varchar, ordered_at: timestamp, updated_at: timestamp }
    primary_key: [order_id]
  public.customers:
    columns: { customer_id: bigint, email: { type: varchar, classification: internal }, segment: varchar, country: varchar, created_at: timestamp, updated_at: timestamp }
    primary_key: [customer_id]
`;

/** Writes a GitOps repository of `products` products over `tenants` tenants, seven files a product. */
export function writeRepository(directory: string, shape: Shape): Written {
  let files = 0;
  let bytes = 0;
  const put = (path: string, text: string): void => {
    writeFileSync(join(directory, path), text);
    files += 1;
    bytes += Buffer.byteLength(text);
  };
  mkdirSync(directory, { recursive: true });
  put(
    'akili.yaml',
    'apiVersion: akili/v1\nkind: Platform\ndefaults: { environment: local }\nenvironments:\n  local: { embedded: true }\n',
  );
  const random = seededRandom(shape.seed);
  for (let t = 0; t < shape.tenants; t += 1) {
    const slug = `bench-${String(t).padStart(3, '0')}`;
    const home = `tenants/${slug}`;
    mkdirSync(join(directory, home, 'connections'), { recursive: true });
    put(`${home}/tenant.yaml`, tenantYaml(slug, t));
    put(
      `${home}/connections/warehouse.yaml`,
      `apiVersion: akili/v1\nkind: Connection\nname: warehouse\nconnectorType: postgres\nconfig: { host: db.${slug}.example.com, port: 5432, database: sales }\ncredentials: "env:AKILI_${slug.replaceAll('-', '_').toUpperCase()}__WAREHOUSE"\n${lock}`,
    );
    const own = Math.floor(shape.products / shape.tenants) + (t < shape.products % shape.tenants ? 1 : 0);
    for (let n = 0; n < own; n += 1) {
      const folder = `${home}/products/p_${String(n).padStart(4, '0')}`;
      mkdirSync(join(directory, folder), { recursive: true });
      for (const [name, text] of productFiles(n, random)) put(`${folder}/${name}`, text);
    }
  }
  return { files, bytes };
}

function tenantYaml(slug: string, index: number): string {
  const id = `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`;
  return `apiVersion: akili/v1\nkind: Tenant\nid: ${id}\nslug: ${slug}\ndisplayName: ${slug}\nstatus: active\nteams: [analysts, engineers]\n`;
}
