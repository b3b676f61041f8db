/** A view of one tenant: what a name on the command line stands for. */
export interface Profile {
  readonly name: string;
  /** Slug. */
  readonly tenant: string;
  /** Where `--env` says nothing else; undefined: the default of akili.yaml. */
  readonly environment: string | undefined;
}

/** All profiles of this user, sorted by name, and which one commands use that name none. */
export interface Profiles {
  readonly current: string | undefined;
  readonly items: readonly Profile[];
}

/** Names of profiles, as those of environments. */
export const profileNamePattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
