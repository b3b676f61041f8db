import { defineDiagnostic } from '../define.ts';

/** "Did you mean" as help texts say it, or what to do when nothing is near. */
function meant(suggestion: string | undefined, otherwise: string): string {
  return suggestion === undefined ? otherwise : `Did you mean \`${suggestion}\`?`;
}

export const unknownInput = defineDiagnostic<{ name: string; suggestion: string | undefined }>({
  code: 'REF101',
  severity: 'error',
  title: 'Unknown input',
  message: (p) => `\`ref('${p.name}')\` names neither an input of this product nor a product of its tenant.`,
  help: (p) => meant(p.suggestion, `Declare \`${p.name}\` in inputs.yaml.`),
  why: 'A transform reads only what is declared: that is what makes access, lineage and the order of runs provable.',
});

export const unknownInputProduct = defineDiagnostic<{ product: string; suggestion: string | undefined }>({
  code: 'REF102',
  severity: 'error',
  title: 'Unknown product',
  message: (p) => `The input reads the product \`${p.product}\`, which does not exist in this tenant.`,
  help: (p) => meant(p.suggestion, 'Write the name of a product of this tenant.'),
  why: 'Products are read only within their tenant; what is not there cannot be read.',
});

export const versionNotSatisfied = defineDiagnostic<{ product: string; range: string; version: string }>({
  code: 'REF103',
  severity: 'error',
  title: 'Version not satisfied',
  message: (p) => `The input asks for \`${p.product}\` ${p.range}, but the repository holds version ${p.version}.`,
  help: (p) => `Allow ${p.version} in the range once this product can read it, or keep the older version.`,
  why: 'A range says which contracts a product was written for. Outside of it columns may be gone or mean something else.',
});

export const selfReference = defineDiagnostic<{ product: string }>({
  code: 'REF104',
  severity: 'error',
  title: 'Product reads itself',
  message: (p) => `\`${p.product}\` reads its own output, which does not exist before its first run.`,
  help: () => 'Read the inputs instead; `{{ this }}` is for checks.',
  why: 'A product that waits for itself never runs.',
});

export const dependencyCycle = defineDiagnostic<{ path: readonly string[] }>({
  code: 'REF105',
  severity: 'error',
  title: 'Products depend on each other in a circle',
  message: (p) => `These products wait for each other, so none of them can run: ${p.path.join(' -> ')}.`,
  help: () => 'Remove one of these inputs, or move what both need into a product of its own.',
  why: 'Runs follow the graph of products. In a circle there is no first one.',
});

export const unknownEnvironment = defineDiagnostic<{ environment: string; suggestion: string | undefined }>({
  code: 'REF106',
  severity: 'error',
  title: 'Unknown environment',
  message: (p) => `\`akili.yaml\` has no environment \`${p.environment}\`.`,
  help: (p) => meant(p.suggestion, 'Name one of the environments in akili.yaml.'),
  why: 'An environment says which engines are meant; guessing one could touch the wrong engines.',
});

export const unknownTenant = defineDiagnostic<{ tenant: string }>({
  code: 'REF107',
  severity: 'error',
  title: 'Unknown tenant',
  message: (p) => `The repository has no tenant \`${p.tenant}\`.`,
  help: () => 'Write the slug of a tenant: the name of its folder below `tenants/`.',
  why: 'A tenant that is asked for and not there would otherwise look like a tenant without any work to do.',
});

export const unknownProduct = defineDiagnostic<{ product: string; suggestion: string | undefined }>({
  code: 'REF108',
  severity: 'error',
  title: 'Unknown product asked for',
  message: (p) => `No tenant that was asked for has a product \`${p.product}\`.`,
  help: (p) => meant(p.suggestion, 'Write the name that product.yaml gives.'),
  why: 'A product that is asked for and not there would otherwise look like a product without any change.',
});

export const invalidVersionRange = defineDiagnostic<{ range: string }>({
  code: 'REF001',
  severity: 'error',
  title: 'Invalid version range',
  message: (p) => `\`${p.range}\` is not a range of semantic versions.`,
  help: () => 'Write a range such as `>=1.0.0`, `~1.2.0` or `^2.0.0`.',
  why: 'A range that cannot be read would accept every version or none.',
});

export const unusedInput = defineDiagnostic<{ input: string }>({
  code: 'REF201',
  severity: 'warning',
  title: 'Unused input',
  message: (p) => `The transform never reads the input \`${p.input}\`, but it is loaded all the same.`,
  help: (p) => `Read it with \`{{ ref('${p.input}') }}\`, or remove it.`,
  why: 'An unused input costs a load each time and widens what the product may read.',
});
