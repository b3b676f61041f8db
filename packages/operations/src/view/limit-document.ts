import type { Diagnostic } from '@akili/diagnostics';
import type { Document } from '@akili/report';

/**
 * The last look at what is shown under a view: findings and items of another tenant are left out, whatever the command
 * forgot. A plan is never made smaller, since it would then be carried out wholly and shown in part: one that reaches
 * beyond the tenant is our own mistake.
 */
export function limitDocument(document: Document, tenant: string): Document {
  const others = (of: string | undefined): boolean => of !== undefined && of !== tenant && of !== 'platform';
  const limit = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
    diagnostics
      .filter((one) => !others(one.tenant ?? tenantOfFile(one.file)))
      .map((one) =>
        one.related === undefined
          ? one
          : { ...one, related: one.related.filter(({ file }) => !others(tenantOfFile(file))) },
      );
  switch (document.kind) {
    case 'validation':
      return { ...document, diagnostics: limit(document.diagnostics) };
    case 'compilation':
      return {
        ...document,
        compilation: { ...document.compilation, diagnostics: limit(document.compilation.diagnostics) },
      };
    case 'list':
      return {
        ...document,
        items: document.items.filter(({ tenant: of, file }) => !others(text(of) ?? tenantOfFile(text(file)))),
      };
    case 'plan':
    case 'drift':
      if (document.plan.changes.some((change) => others(change.tenant)))
        throw new Error('a plan under a profile reaches beyond its tenant');
      return document;
    case 'written':
      if (document.plan !== undefined) limitDocument({ kind: 'plan', plan: document.plan }, tenant);
      return document;
    default:
      return document;
  }
}

function tenantOfFile(file: string | undefined): string | undefined {
  return file === undefined ? undefined : /^tenants\/([^/]+)\//.exec(file)?.[1];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
