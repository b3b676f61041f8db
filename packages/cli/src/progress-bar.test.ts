import { expect, it } from 'vitest';
import type { Host } from './host.ts';
import { barText, progressBar } from './progress-bar.ts';

function hostWith(isTerminal: boolean) {
  let written = '';
  let at = 0;
  const stderr = {
    isTerminal,
    columns: 60,
    write: (text: string) => {
      written += text;
      return Promise.resolve();
    },
  };
  const host = { stderr, now: () => new Date(at) } as unknown as Host;
  return { host, written: () => written, pass: (ms: number) => (at += ms) };
}

it('writes nothing where nobody looks', async () => {
  const { host, written } = hostWith(false);
  const bar = progressBar(host, { quiet: false });
  bar.show({ phase: 'applying', done: 1, total: 2 });
  await bar.end();
  expect(written()).toBe('');
});

it('writes nothing with --quiet', async () => {
  const { host, written } = hostWith(true);
  const bar = progressBar(host, { quiet: true });
  bar.show({ phase: 'applying' });
  await bar.end();
  expect(written()).toBe('');
});

it('draws over itself, not more often than needed, and clears its line', async () => {
  const { host, written, pass } = hostWith(true);
  const bar = progressBar(host, { quiet: false });
  bar.show({ phase: 'applying', done: 0, total: 4 });
  bar.show({ phase: 'applying', done: 1, total: 4 });
  pass(100);
  bar.show({ phase: 'applying', done: 2, total: 4 });
  await bar.end();
  expect(written()).toBe(
    '\r\u001b[2Kapplying [------------------------] 0/4\r\u001b[2Kapplying [############------------] 2/4\r\u001b[2K',
  );
});

it('is cut to the terminal and says nothing that a terminal obeys', () => {
  expect(barText({ phase: 'reading \u001b[31m', done: 3, total: 3 }, 30)).toBe('reading \\u{1b}[31m [#########');
});
