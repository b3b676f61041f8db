import { namePattern, reservedNamespaces, type Snapshot, type Tenant } from '@akili/model';
import { readWorkingTree } from '@akili/repo';
import type { Answer } from '../answer.ts';
import { answerOrStopped } from '../answer-or-stopped.ts';
import { changeRepository } from '../change/change-repository.ts';
import { newManifest } from '../change/edit-manifest.ts';
import { readTenants } from '../change/find-tenant.ts';
import { orRefused, Refused, type OrRefused } from '../change/refused.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import { chooseInput, type InputChoice } from './choose-input.ts';
import { oneTenant } from './one-tenant.ts';
import { productFiles } from './product-template.ts';

/** What is said of a product that shall be. */
export interface NewProduct extends InputChoice {
  readonly name: string;
  readonly namespace: string;
  readonly description: string | undefined;
  readonly owner: string | undefined;
}

/** Writes every manifest of a new product: what compiles as it is, and says what is left to fill in. */
export async function createProduct(
  host: OperationHost,
  selection: Selection,
  product: NewProduct,
): Promise<OrRefused<Answer>> {
  const before = readWorkingTree(host.root);
  return await orRefused(() =>
    answerOrStopped(before, async () => {
      const { name, namespace, archetype } = product;
      const tenant = oneTenant(readTenants(before, selection));
      refuseNames(product);
      const folder = `tenants/${tenant.slug}/products/${name}`;
      refuseTaken(before, tenant, name, folder);
      const { input, notes } = await chooseInput(before, tenant, product, selection.environment, host);
      const said = {
        ...{ name, namespace, archetype, teams: tenant.teams },
        description: product.description ?? `${words(name)} of ${tenant.displayName}.`,
        owner: product.owner ?? tenant.slug,
      };
      const changes = productFiles(said, input).map((file) => {
        const path = `${folder}/${file.name}`;
        return path.endsWith('.yaml') ? newManifest(path, file.text) : { path, text: file.text };
      });
      const { environment } = selection;
      return await changeRepository(host, { before, tenant: tenant.slug, environment, changes, notes });
    }),
  );
}

function refuseNames({ name, namespace }: NewProduct): void {
  for (const [what, word] of [
    ['a product', name],
    ['a namespace', namespace],
  ] as const) {
    if (namePattern.test(word)) continue;
    throw new Refused(
      `\`${word}\` cannot be the name of ${what}: small letters and digits, parted by single underscores.`,
    );
  }
  if (reservedNamespaces.includes(namespace))
    throw new Refused(`\`${namespace}\` is a namespace that engines use themselves; choose another.`);
}

function refuseTaken(before: Snapshot, tenant: Tenant, name: string, folder: string): void {
  const isTaken =
    tenant.products.some((one) => one.name === name) || before.files.some(({ path }) => path.startsWith(`${folder}/`));
  if (isTaken) throw new Refused(`There is a product \`${name}\` already; \`akili product get ${name}\` shows it.`);
}

/** `daily_revenue` as `Daily revenue`. */
function words(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`;
}
