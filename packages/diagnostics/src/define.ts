import type { Finding, RelatedPlace, Severity } from './diagnostic.ts';
import type { Place } from './place.ts';

/** What an author writes to declare a diagnostic. The title holds no user data; message and help may. */
export interface DiagnosticSpec<P> {
  /** Letters of the family and three digits, e.g. `QLT201`. */
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly message: (params: P) => string;
  readonly help?: (params: P) => string | undefined;
  /** Why this is an error or a warning at all: one or two sentences for the code's page in `docs/diagnostics`. */
  readonly why: string;
}

/** Whose finding it is; both are left out where the finding belongs to no tenant. */
export interface Subject {
  readonly tenant?: string | undefined;
  readonly product?: string | undefined;
}

export interface DiagnosticDefinition<P> extends DiagnosticSpec<P> {
  /** Makes a finding of this kind. `place` may be undefined where nothing in the repository can be pointed at. */
  at(place: Place | undefined, params: P, subject?: Subject, related?: readonly RelatedPlace[]): Finding;
}

const registry = new Map<string, DiagnosticDefinition<never>>();

/** Declares a diagnostic. Throws on a code that is already taken: that is our own bug. */
export function defineDiagnostic<P = Record<string, never>>(spec: DiagnosticSpec<P>): DiagnosticDefinition<P> {
  if (registry.has(spec.code)) throw new Error(`diagnostic ${spec.code} is declared twice`);
  const definition: DiagnosticDefinition<P> = {
    ...spec,
    at(place, params, subject = {}, related = []) {
      const help = spec.help?.(params);
      return {
        code: spec.code,
        severity: spec.severity,
        title: spec.title,
        message: spec.message(params),
        ...(help === undefined ? {} : { help }),
        ...(subject.tenant === undefined ? {} : { tenant: subject.tenant }),
        ...(subject.product === undefined ? {} : { product: subject.product }),
        ...(place === undefined ? {} : { place }),
        ...(related.length === 0 ? {} : { related }),
      };
    },
  };
  registry.set(spec.code, definition as unknown as DiagnosticDefinition<never>);
  return definition;
}

/** Every diagnostic there is, by code, in the order of the codes. Complete once `codes/index.ts` is imported. */
export function allDiagnostics(): readonly DiagnosticDefinition<never>[] {
  return [...registry.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
