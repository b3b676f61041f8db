import type { WantedInput } from '@akili/connectors';
import type { Tenant } from '@akili/model';

/** What the tenant's products load through a connection: each table and strategy once, sorted. */
export function wantedInputs(tenant: Tenant, connection: string): readonly WantedInput[] {
  const wanted = new Map<string, WantedInput>();
  for (const { inputs } of tenant.products)
    for (const input of inputs) {
      if (input.kind !== 'source' || input.connection !== connection) continue;
      const { resource, strategy, cursorField } = input;
      wanted.set(JSON.stringify([resource, strategy, cursorField ?? null]), { resource, strategy, cursorField });
    }
  return [...wanted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, input]) => input);
}

/** The products that load something through a connection, sorted. */
export function productsReading(tenant: Tenant, connection: string): readonly string[] {
  return tenant.products
    .filter(({ inputs }) => inputs.some((input) => input.kind === 'source' && input.connection === connection))
    .map(({ name }) => name)
    .sort();
}
