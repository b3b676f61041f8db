import { isAbsolute, join } from 'node:path';

/**
 * The folder of this user's settings: `$XDG_CONFIG_HOME/akili`, else `$HOME/.config/akili`. As the XDG specification has
 * it, a value that is not absolute counts as none. Undefined where the environment names no home.
 */
export function configFolder(env: { readonly [name: string]: string | undefined }): string | undefined {
  const named = env['XDG_CONFIG_HOME'];
  if (named !== undefined && isAbsolute(named)) return join(named, 'akili');
  const home = env['HOME'] ?? env['USERPROFILE'];
  return home !== undefined && isAbsolute(home) ? join(home, '.config', 'akili') : undefined;
}
