import type { Finding } from '@akili/diagnostics';
import type { AuthoredText, Environment, Tenant } from '@akili/model';
import { renderTemplate, type ControlFlow, type RenderedSql } from '@akili/sql';
import { subjectOf } from './rule.ts';
import type { RenderedTexts } from './tenant-index.ts';
import { varsOf } from './vars-of.ts';

/** Every text whose template could be rendered, and what is wrong with the others. */
export interface RenderedTenant {
  readonly rendered: RenderedTexts;
  readonly findings: readonly Finding[];
}

/** Renders the transforms and checks of a tenant with the variables of an environment. */
export function renderTexts(
  tenant: Tenant,
  environment: Environment | undefined,
  controlFlow: ControlFlow | undefined,
): RenderedTenant {
  const rendered = new Map<AuthoredText, RenderedSql>();
  const findings: Finding[] = [];
  for (const product of tenant.products) {
    const vars = varsOf(environment, tenant, product);
    const render = (text: AuthoredText, purpose: 'transform' | 'check'): void => {
      const context = { vars, allowRef: purpose === 'transform', allowThis: purpose === 'check' };
      const outcome = renderTemplate(text, context, subjectOf(product), controlFlow);
      if (outcome.value) rendered.set(text, outcome.value);
      for (const finding of outcome.findings) findings.push(finding);
    };
    if (product.transform) render(product.transform, 'transform');
    for (const check of product.checks) render(check.sql, 'check');
  }
  return { rendered, findings };
}
