import {
  keysUnavailable,
  noAuthSettings,
  notLoggedIn,
  notUnderProfile,
  profilesNotUsable,
  tokenRefused,
  unknownProfile,
} from '@akili/diagnostics';
import { scenario, type Scenario } from './scenario.ts';

/** What a command under a profile can be refused for. */
export const profileScenarios: readonly Scenario[] = [
  scenario(
    noAuthSettings,
    {},
    'Somebody logged in where akili.yaml does not say how tokens are verified.',
    'The platform’s people added `auth` with the address of their key set.',
  ),
  scenario(
    tokenRefused,
    { profile: 'acme', reason: 'it has expired' },
    'The token of the profile was a day old.',
    'A new one was fetched and given to `akili auth login`.',
  ),
  scenario(
    notLoggedIn,
    { profile: 'acme' },
    'A profile was added and used before anybody had logged in.',
    'The token was given to `akili auth login --profile acme`.',
  ),
  scenario(
    keysUnavailable,
    { source: 'https://auth.example.com/akili/jwks', problem: 'gave no answer within 5000 ms' },
    'The server of the platform’s keys was being restarted.',
    'The command was run again a minute later.',
  ),
  scenario(
    unknownProfile,
    { profile: 'amce', suggestion: 'acme' },
    'The name of a profile was misspelt.',
    'The profile is called `acme`.',
  ),
  scenario(
    notUnderProfile,
    { command: 'isolation verify' },
    'Somebody tried under a profile what one tenant’s login can reach of the others’.',
    'The platform’s administrator ran it in a scheduled job, without a profile.',
  ),
  scenario(
    profilesNotUsable,
    {
      path: '/home/somebody/.config/akili/credentials.json',
      problem: 'has mode 644 and may not be open to others: run `chmod 600` on it',
    },
    'The file of tokens was restored from a backup and everybody could read it.',
    'The file was closed to others with `chmod 600`, and the tokens in it were replaced.',
  ),
];
