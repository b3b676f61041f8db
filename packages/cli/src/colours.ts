import { ansiPalette, plainPalette, type Palette } from '@akili/report';
import type { GlobalOptions } from './arguments.ts';
import type { Host, Output } from './host.ts';

/** The palette for an output: `--color`, then NO_COLOR (no-color.org), then FORCE_COLOR, then whether it is a terminal. */
export function paletteFor(output: Output, options: GlobalOptions, host: Host): Palette {
  return coloured(output, options, host) ? ansiPalette : plainPalette;
}

function coloured(output: Output, options: GlobalOptions, host: Host): boolean {
  if (options.color !== 'auto') return options.color === 'always';
  const { NO_COLOR: none, FORCE_COLOR: force, TERM: terminal } = host.env;
  if (none !== undefined && none !== '') return false;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  return output.isTerminal && terminal !== 'dumb';
}
