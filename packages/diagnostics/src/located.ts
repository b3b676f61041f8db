import type { Diagnostic, Finding } from './diagnostic.ts';
import type { Location } from './place.ts';

/** A finding whose place is known already as file and range: what resources and products carry as their origin. */
export function located(finding: Finding, origin: Location | undefined): Diagnostic {
  const { code, severity, title, message, help, tenant, product } = finding;
  return {
    code,
    severity,
    title,
    message,
    ...(help === undefined ? {} : { help }),
    ...(tenant === undefined ? {} : { tenant }),
    ...(product === undefined ? {} : { product }),
    ...(origin === undefined ? {} : { file: origin.file }),
    ...(origin?.range === undefined ? {} : { range: origin.range }),
  };
}
