import type { Claims, Profile } from '@akili/profiles';

/**
 * What a command may show and touch: one tenant. A view is no boundary: whoever has the repository and the engines'
 * credentials can do without one. It is what keeps a person at one tenant's work, and the answers free of others.
 */
export interface View {
  readonly profile: string;
  /** Slug. */
  readonly tenant: string;
  /** Who the token says it is; undefined where akili.yaml does not verify tokens and there is none. */
  readonly claims: Claims | undefined;
}

/** A profile as it is about to be used: AKILI_TOKEN, or else what `auth login` kept, is its token. */
export interface ViewRequest {
  readonly profile: Profile;
  readonly token: string | undefined;
  /** Where key sets from a URL are kept; undefined: nowhere. */
  readonly cacheFolder: string | undefined;
}
