import {
  catalogName,
  lookupSchema,
  lookupTable,
  rawNamespace,
  rawTable,
  type Compilation,
  type CompiledColumn,
  type CompiledProduct,
  type CompiledTenant,
  type Target,
} from '@akili/model';

/** A relation that a product's texts may read, under the name that it has on an engine. */
export interface DeclaredRelation {
  /** As `ref()` knows it; the product's own name where it is the product itself. */
  readonly input: string;
  readonly columns: readonly CompiledColumn[];
  /** Parts of its name: catalog, namespace and table, on PostgreSQL schema and table. */
  nameOn(target: Target): readonly string[];
}

/** What a product declares: a transform reads its inputs, a check the product itself. */
export interface Declarations {
  readonly self: DeclaredRelation;
  readonly inputs: readonly DeclaredRelation[];
}

/** What each product of a compilation declares. Made from the document alone, not from the compiler's printer. */
export function declaredRelations(compilation: Compilation): (product: CompiledProduct) => Declarations {
  const tenants = new Map(compilation.tenants.map((tenant) => [tenant.slug, tenant]));
  const products = new Map(compilation.products.map((one) => [`${one.tenant}/${one.name}`, one]));
  return (product) => {
    const tenant = tenants.get(product.tenant);
    if (tenant === undefined) throw new Error(`the compilation has no tenant for ${product.folder}`);
    const self = relation(product.name, product.columns, tenant, product.namespace, product.name);
    return { self, inputs: product.inputs.map((input) => inputRelation(input, product, tenant, products)) };
  };
}

function inputRelation(
  input: CompiledProduct['inputs'][number],
  product: CompiledProduct,
  tenant: CompiledTenant,
  products: ReadonlyMap<string, CompiledProduct>,
): DeclaredRelation {
  if (input.kind === 'source') {
    return relation(
      input.name,
      input.columns,
      tenant,
      rawNamespace(product.namespace),
      rawTable(product.name, input.name),
    );
  }
  const source = products.get(`${tenant.slug}/${input.product ?? ''}`);
  if (source === undefined) throw new Error(`${product.folder} reads a product that the compilation does not have`);
  return relation(input.name, input.columns, tenant, source.namespace, source.name);
}

function relation(
  input: string,
  columns: readonly CompiledColumn[],
  tenant: CompiledTenant,
  namespace: string,
  table: string,
): DeclaredRelation {
  return {
    input,
    columns,
    nameOn: (target) =>
      target === 'postgres'
        ? [lookupSchema(tenant, namespace), lookupTable(tenant, table)]
        : [catalogName(tenant.slug), namespace, table],
  };
}
