import type { View } from '@akili/operations/view';
import type { Format } from '@akili/report';

/** The global flags, read. */
export interface GlobalOptions {
  readonly root: string | undefined;
  readonly env: string | undefined;
  readonly tenants: readonly string[];
  readonly products: readonly string[];
  /** What `--profile` names; AKILI_PROFILE and the current profile count where it names none. */
  readonly profile?: string | undefined;
  /** Under a profile; `tenants` is its tenant alone then, and `env` its environment where `--env` says nothing. */
  readonly view?: View;
  readonly format: Format;
  readonly color: 'auto' | 'always' | 'never';
  readonly quiet: boolean;
  readonly input: boolean;
}

/** What a command was given beyond the global flags. Names are the flags' own, with their dashes: `allow-destroy`. */
export interface CommandArguments {
  readonly operands: readonly string[];
  readonly values: { readonly [flag: string]: string };
  readonly lists: { readonly [flag: string]: readonly string[] };
  readonly switches: ReadonlySet<string>;
}
