import type { ExitCode } from '@akili/diagnostics';
import type { CommandArguments, GlobalOptions } from './arguments.ts';
import type { Flag } from './flag.ts';
import type { Host } from './host.ts';

/** One verb: everything that help, parsing and completion need, and the function that carries it out. */
export interface Command {
  readonly name: string;
  /** One line without a full stop. */
  readonly summary: string;
  /** What more there is to know; paragraphs. */
  readonly description: string;
  /** `[PLAN]`, `CODE`; square brackets where it may be left out. */
  readonly operands: readonly {
    readonly name: string;
    readonly about: string;
    readonly choices?: readonly string[];
    /**
     * It is the slug of a tenant: under a profile every other one is answered as one that is not there; or a product,
     * looked up among those of the chosen tenants. Shells complete both.
     */
    readonly names?: 'tenant' | 'product' | 'connection';
  }[];
  readonly flags: readonly Flag[];
  /** True where it speaks of no tenant at all: profiles do not concern it. */
  readonly withoutView?: true;
  /** First operands with which it is about all tenants at once: refused under a profile. */
  readonly administratorOnly?: readonly string[];
  /** Values of `--format` that only this command has; `run` finds them in `given.values`. */
  readonly formats?: readonly string[];
  /** Command line and what it does. */
  readonly examples: readonly (readonly [line: string, about: string])[];
  run(given: CommandArguments, options: GlobalOptions, host: Host): Promise<ExitCode>;
}
