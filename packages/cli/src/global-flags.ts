import { formats } from '@akili/report';
import type { Flag } from './flag.ts';

/** The flags that every command has. */
export const globalFlags: readonly Flag[] = [
  {
    name: 'root',
    value: 'DIR',
    about: 'the repository (default: the nearest folder upwards that holds akili.yaml)',
    completes: 'directory',
  },
  { name: 'env', value: 'NAME', about: 'environment of akili.yaml (default: its defaults.environment)' },
  { name: 'tenant', value: 'SLUG', about: 'only this tenant; may be repeated', repeatable: true, completes: 'tenant' },
  {
    name: 'product',
    value: 'NAME',
    about: 'only this product; may be repeated',
    repeatable: true,
    completes: 'product',
  },
  { name: 'profile', value: 'NAME', about: 'see and change one tenant only, as `akili profile add` named it' },
  { name: 'format', value: 'FORMAT', about: 'how the result is written (default: text)', choices: formats },
  {
    name: 'color',
    value: 'WHEN',
    about: 'colours: auto only on a terminal; NO_COLOR and FORCE_COLOR count too',
    choices: ['auto', 'always', 'never'],
  },
  { name: 'quiet', about: 'no progress and no remarks on stderr' },
  { name: 'no-input', about: 'never ask anything' },
];

/** The same as one command has them: `--format` with the formats that only it has. */
export function globalFlagsOf(command: { readonly formats?: readonly string[] } | undefined): readonly Flag[] {
  const own = command?.formats ?? [];
  if (own.length === 0) return globalFlags;
  return globalFlags.map((flag) =>
    flag.name === 'format' ? { ...flag, choices: [...(flag.choices ?? []), ...own] } : flag,
  );
}
