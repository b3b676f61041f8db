import type { Finding } from '@akili/diagnostics';
import type { Environment, Repository, Snapshot } from '@akili/model';
import type { ControlFlow } from '@akili/sql';
import type { CompileOptions } from './compile-options.ts';

/** The first half of a compilation: everything that can be known before SQL is parsed. */
export interface Collected {
  readonly options: CompileOptions;
  readonly snapshot: Snapshot;
  /** The whole repository, every tenant of it. */
  readonly repository: Repository;
  /** The environment that was chosen; undefined when there is none of that name (a finding says so). */
  readonly environment: Environment | undefined;
  /** Reading, binding, templates, and the choice of environment, tenants and products. Rules run in `compile`. */
  readonly findings: readonly Finding[];
  /** What reads templates with blocks; undefined where no text has any. */
  readonly controlFlow: ControlFlow | undefined;
  /** Distinct SQL texts to parse, sorted. */
  readonly texts: readonly string[];
}
