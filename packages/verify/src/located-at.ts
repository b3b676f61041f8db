import type { Diagnostic, Finding, Location } from '@akili/diagnostics';

/** A finding at the product that it is about: an emitted text has no place in the repository. */
export function locatedAt(finding: Finding, { file, range }: Location): Diagnostic {
  const { code, severity, title, message, help, tenant, product } = finding;
  return {
    code,
    severity,
    title,
    message,
    ...(help === undefined ? {} : { help }),
    ...(tenant === undefined ? {} : { tenant }),
    ...(product === undefined ? {} : { product }),
    file,
    ...(range === undefined ? {} : { range }),
  };
}
