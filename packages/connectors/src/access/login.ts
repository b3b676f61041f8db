import { SourceError, type SourceAccess } from '../source.ts';
import { settingsOf } from './settings.ts';

/** User name and password of a source: the secret's, the name also from the settings. Throws `password` without them. */
export function loginOf(access: SourceAccess): { readonly username: string; readonly password: string } {
  const { secret } = access;
  const username = secret['username'] ?? secret['user'] ?? settingsOf(access).text('username');
  if (username === undefined || username === '')
    throw new SourceError('password', 'the secret of the connection holds no username');
  const password = secret['password'];
  if (password === undefined || password === '')
    throw new SourceError('password', 'the secret of the connection holds no password');
  return { username, password };
}
