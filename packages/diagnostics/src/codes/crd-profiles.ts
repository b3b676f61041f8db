import { defineDiagnostic } from '../define.ts';

// What profiles and their tokens are refused for. No part of a token is ever named.

/** Exit code 4. */
export const noAuthSettings = defineDiagnostic({
  code: 'CRD230',
  severity: 'error',
  title: 'Tokens cannot be verified here',
  message: () => "akili.yaml has no usable `auth`, so nobody can say whether a token is the platform's.",
  help: () =>
    "Let the platform's people add `auth` with `issuer`, `audience` and `jwks` or `key`, or run `akili auth logout` to use the profile without a token.",
  why: 'A token that is not verified says whatever its author liked.',
});

/** Exit code 4. `reason` completes "the token was refused: ...". */
export const tokenRefused = defineDiagnostic<{ profile: string; reason: string }>({
  code: 'CRD231',
  severity: 'error',
  title: 'Token was refused',
  message: (p) => `The token of profile \`${p.profile}\` was refused: ${p.reason}.`,
  help: (p) => `Get a new one and run \`akili auth login --profile ${p.profile}\`.`,
  why: 'Whose data is shown follows from the token, so one with any doubt about it counts as none.',
});

/** Exit code 4. */
export const notLoggedIn = defineDiagnostic<{ profile: string }>({
  code: 'CRD232',
  severity: 'error',
  title: 'Profile has no token',
  message: (p) => `Profile \`${p.profile}\` has no token, and akili.yaml says how tokens are verified.`,
  help: (p) => `Run \`akili auth login --profile ${p.profile}\`, or set AKILI_TOKEN.`,
  why: "Where the platform has tokens, a profile without one would be anybody's.",
});

/** Exit code 1. `problem` completes "`source` ...". */
export const keysUnavailable = defineDiagnostic<{ source: string; problem: string }>({
  code: 'CRD233',
  severity: 'error',
  title: 'Keys of the platform cannot be had',
  message: (p) => `No token can be verified: \`${p.source}\` ${p.problem}.`,
  help: () => "Try again once it can be had, or let the platform's people correct `auth` in akili.yaml.",
  why: 'Without the keys nothing is known of a token, and an old answer could be a wrong one.',
});

/** Exit code 1. */
export const unknownProfile = defineDiagnostic<{ profile: string; suggestion: string | undefined }>({
  code: 'CRD234',
  severity: 'error',
  title: 'Unknown profile',
  message: (p) => `There is no profile \`${p.profile}\`.`,
  help: (p) =>
    p.suggestion === undefined
      ? '`akili profile list` lists them; `akili profile add` makes one.'
      : `Did you mean \`${p.suggestion}\`?`,
  why: "Going on without the profile would mean acting as the platform's administrator.",
});

/** Exit code 4. `problem` completes "`path` ...". */
export const profilesNotUsable = defineDiagnostic<{ path: string; problem: string }>({
  code: 'CRD235',
  severity: 'error',
  title: 'Profiles cannot be kept',
  message: (p) => `\`${p.path}\` ${p.problem}.`,
  help: () => 'The folder and the files of profiles belong to one user alone, are no links, and are written by akili.',
  why: 'Whoever can write these files decides whose data is shown, and whoever can read them has the tokens.',
});

/** A mistake in akili.yaml: exit code 3. */
export const authNotUsable = defineDiagnostic<{ problem: string }>({
  code: 'CRD236',
  severity: 'error',
  title: 'Setting of tokens cannot be used',
  message: (p) => `No token can be verified with this: ${p.problem}.`,
  help: () =>
    "Write one of `jwks` (an `https` address, or a path from the repository's root) and `key` (a path from the repository's root).",
  why: "Keys that could be somebody else's would let anybody be anybody.",
});

/** Exit code 4. */
export const notUnderProfile = defineDiagnostic<{ command: string }>({
  code: 'CRD237',
  severity: 'error',
  title: 'Command is not for one tenant',
  message: (p) => `\`akili ${p.command}\` is about every tenant, so it cannot be run under a profile.`,
  help: () => "Let the platform's administrator run it, with no profile in use: `akili profile use --none`.",
  why: 'What it says of one tenant depends on who else there is, which a view of one tenant does not tell.',
});
