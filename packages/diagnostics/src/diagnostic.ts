import type { Place, Range } from './place.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Another place that helps to understand a finding. */
export interface RelatedPlace {
  readonly place: Place;
  readonly message: string;
}

/** What a phase found: a diagnostic whose places are not looked up yet. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly help?: string;
  readonly tenant?: string;
  readonly product?: string;
  readonly place?: Place;
  readonly related?: readonly RelatedPlace[];
}

/** Where a related message points. */
export interface RelatedLocation {
  readonly file: string;
  readonly range?: Range;
  readonly message: string;
}

/** A finding as the command line prints it in JSON. Absent keys mean that there is no such thing. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly help?: string;
  readonly tenant?: string;
  readonly product?: string;
  readonly file?: string;
  readonly range?: Range;
  readonly related?: readonly RelatedLocation[];
}
