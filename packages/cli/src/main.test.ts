import { expect, it } from 'vitest';
import type { Host, Output } from './host.ts';
import { main } from './main.ts';
import { writePieces } from './write-pieces.ts';

function output(write: (text: string) => Promise<void>): Output {
  return { isTerminal: false, columns: 80, write };
}

it('a mistake of our own ends in exit code 1 and asks to be reported', async () => {
  let said = '';
  const host = {
    stdout: output(() => Promise.reject(new Error('disk on fire \u001b[2J'))),
    stderr: output((text) => {
      said += text;
      return Promise.resolve();
    }),
    env: {},
    cwd: '/',
    version: '9.9.9',
    signal: new AbortController().signal,
  } as unknown as Host;
  expect(await main(['completion', 'bash'], host)).toBe(1);
  expect(said.split('\n').slice(0, 2)).toEqual([
    'akili 9.9.9 failed on a mistake of its own; please report this with what you ran:',
    'Error: disk on fire \\u{1b}[2J',
  ]);
});

it('writePieces waits for a slow reader and never holds much', async () => {
  const written: number[] = [];
  let waiting = 0;
  await writePieces(
    output(async (text) => {
      waiting += 1;
      expect(waiting).toBe(1);
      await Promise.resolve();
      waiting -= 1;
      written.push(text.length);
    }),
    Array.from({ length: 100 }, () => 'x'.repeat(10_000)),
  );
  expect(written.reduce((a, b) => a + b)).toBe(1_000_000);
  expect(Math.max(...written)).toBeLessThan(80_000);
});
