import type { Json, Product } from '@akili/model';
import type { RecordedStates } from '../tenant/read-states.ts';

/** A row of `product list`. `applied` says whether the environment has anything of it on record; null: not known. */
export function productItem(product: Product, environment: string, { states }: RecordedStates) {
  const { tenant, name, namespace, version, archetype, owner, governance } = product;
  const resources = states?.get(tenant)?.resources.filter((one) => one.product === name).length;
  return {
    ...{ tenant, name, namespace, version, archetype, owner },
    classification: governance?.classification ?? null,
    applied: states === undefined ? null : (resources ?? 0) > 0,
    environment,
  } satisfies { readonly [key: string]: Json };
}

/** Everything that its manifests say of one product. */
export function productDetails(
  product: Product,
  environment: string,
  recorded: RecordedStates,
): { readonly [key: string]: Json } {
  const { governance, compute } = product;
  return {
    ...productItem(product, environment, recorded),
    ...(recorded.problem === undefined ? {} : { appliedProblem: recorded.problem }),
    description: product.description,
    tags: product.tags,
    inputs: product.inputs.map((input) =>
      input.kind === 'source'
        ? { name: input.name, connection: input.connection, resource: input.resource, strategy: input.strategy }
        : { name: input.name, product: input.product },
    ),
    checks: product.checks.map(({ name, severity }) => ({ name, severity })),
    serving: product.serving.map(({ intent }) => intent),
    access: (governance?.access ?? []).map(({ team, role }) => ({ team, role })),
    steward: governance?.steward ?? null,
    compliance: governance?.compliance ?? [],
    schedule: compute?.schedule ?? null,
    folder: product.folder,
  };
}
