import {
  didYouMean,
  unknownDefaultEnvironment,
  unknownEnvironment,
  unknownProduct,
  unknownTenant,
  type Finding,
} from '@akili/diagnostics';
import type { Environment, Repository } from '@akili/model';
import type { CompileOptions } from './compile-options.ts';

/** The environment that was asked for, and a finding for each name that the repository does not have. */
export interface Choice {
  readonly environment: Environment | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Looks up what the caller chose. Suggestions never leave the tenants that were asked for. `told` is what was said of
 * the repository already: a wrong default in akili.yaml is not told twice.
 */
export function choose(
  { platform, tenants }: Repository,
  options: CompileOptions,
  told: readonly Finding[] = [],
): Choice {
  const findings: Finding[] = [];
  const wanted = options.environment ?? platform.defaultEnvironment;
  const environment = platform.environments.find((one) => one.name === wanted);
  const isTold = options.environment === undefined && told.some((one) => one.code === unknownDefaultEnvironment.code);
  if (environment === undefined && !platform.broken && !isTold) {
    const suggestion = didYouMean(
      wanted,
      platform.environments.map((one) => one.name),
    );
    findings.push(unknownEnvironment.at({ file: 'akili.yaml' }, { environment: wanted, suggestion }));
  }
  const slugs = new Set(tenants.map((tenant) => tenant.slug));
  for (const tenant of options.tenants ?? []) {
    if (!slugs.has(tenant)) findings.push(unknownTenant.at(undefined, { tenant }));
  }
  const inScope = tenants.filter((tenant) => isChosen(options, tenant.slug));
  const names = new Set(inScope.flatMap((tenant) => tenant.products.map((product) => product.name)));
  for (const product of options.products ?? []) {
    if (names.has(product)) continue;
    findings.push(unknownProduct.at(undefined, { product, suggestion: didYouMean(product, names) }));
  }
  return { environment, findings };
}

/** True when a tenant is among those that were asked for. */
export function isChosen(options: CompileOptions, slug: string): boolean {
  return options.tenants === undefined || options.tenants.includes(slug);
}
