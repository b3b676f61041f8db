import { ansiPalette, plainPalette } from '@akili/report';
import { expect, it } from 'vitest';
import type { GlobalOptions } from './arguments.ts';
import { paletteFor } from './colours.ts';
import type { Host, Output } from './host.ts';

function colours(isTerminal: boolean, color: GlobalOptions['color'], env: Host['env']): boolean {
  const output = { isTerminal } as Output;
  const palette = paletteFor(output, { color } as GlobalOptions, { env } as Host);
  expect([ansiPalette, plainPalette]).toContain(palette);
  return palette === ansiPalette;
}

it.each([
  [true, 'auto', {}, true],
  [false, 'auto', {}, false],
  [true, 'auto', { TERM: 'dumb' }, false],
  [true, 'auto', { NO_COLOR: '1' }, false],
  [true, 'auto', { NO_COLOR: '' }, true],
  [false, 'auto', { FORCE_COLOR: '1' }, true],
  [true, 'auto', { FORCE_COLOR: '0' }, false],
  [true, 'auto', { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  [false, 'always', { NO_COLOR: '1' }, true],
  [true, 'never', { FORCE_COLOR: '1' }, false],
] as const)('terminal %s, --color %s, %j: %s', (isTerminal, color, env, expected) => {
  expect(colours(isTerminal, color, env)).toBe(expected);
});
