import type { Finding } from '@akili/diagnostics';
import { present, type DocumentName, type WrittenProductFolder } from '@akili/manifest';
import type { Product } from '@akili/model';
import { bindChecks } from './bind-checks.ts';
import { bindCompute } from './bind-compute.ts';
import { bindGovernance } from './bind-governance.ts';
import { bindInputs } from './bind-inputs.ts';
import { bindOutput } from './bind-output.ts';
import { bindServing } from './bind-serving.ts';
import { bindVars } from './bind-vars.ts';
import type { Scope } from './scope.ts';

/** One product. What could not be read is named in `broken`, together with what binding finds wrong. */
export function bindProduct(tenant: string, written: WrittenProductFolder, findings: Finding[]): Product {
  const product = written.product?.value.product;
  const name = product?.name ?? written.folder.slice(written.folder.lastIndexOf('/') + 1);
  const scope: Scope = { subject: { tenant, product: name }, findings };
  const broken = new Set<string>(written.broken);
  const watch = <T>(document: DocumentName, bindIt: () => T): T => {
    const before = findings.length;
    const bound = bindIt();
    if (findings.length > before) broken.add(document);
    return bound;
  };
  return {
    tenant,
    name,
    namespace: product?.namespace ?? '',
    version: product?.version ?? '0.0.0',
    archetype: product?.archetype ?? '',
    description: product?.description ?? '',
    owner: product?.owner ?? '',
    tags: present(product?.tags).map(([tag]) => tag),
    folder: written.folder,
    vars: watch('product', () =>
      written.product === undefined ? {} : bindVars(written.product, ['product', 'vars'], product?.vars, scope),
    ),
    inputs: watch('inputs', () => bindInputs(written.inputs, scope)),
    transform: written.transform && { text: written.transform.text, place: { file: written.transform.path } },
    checks: watch('quality', () => bindChecks(written.quality, scope)),
    serving: bindServing(written.serving),
    governance: bindGovernance(written.governance),
    compute: bindCompute(written.compute),
    output: watch('output', () => bindOutput(written.output, scope)),
    ...(broken.size > 0 ? { broken: [...broken].sort() } : {}),
  };
}
