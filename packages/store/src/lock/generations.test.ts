import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimGeneration, isNewest, newestGeneration, releaseGeneration } from './generations.ts';
import { holderOf, thisMachine } from './processes.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'akili-generations-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const holder = holderOf(thisMachine(), '2026-03-01T10:00:00.000Z');

test('a number is given once', () => {
  expect(claimGeneration(folder, 1, holder)).toBe(true);
  expect(claimGeneration(folder, 1, holder)).toBe(false);
  expect(newestGeneration(folder)).toEqual({ number: 1, holder });
});

test('who releases keeps the number taken, and the next one follows', () => {
  claimGeneration(folder, 1, holder);
  releaseGeneration(folder, 1, holder);
  expect(newestGeneration(folder).holder?.released).toBe(true);
  expect(claimGeneration(folder, 1, holder)).toBe(false);
  expect(claimGeneration(folder, 2, holder)).toBe(true);
  expect([isNewest(folder, 1), isNewest(folder, 2)]).toEqual([false, true]);
});

test('a claim that rests on an old list is given back, although its number was tidied away', () => {
  for (let number = 1; number <= 20; number += 1) expect(claimGeneration(folder, number, holder)).toBe(true);
  expect(readdirSync(folder)).not.toContain('000000005.lock');
  expect(claimGeneration(folder, 5, holder)).toBe(false);
  expect(readdirSync(folder)).not.toContain('000000005.lock');
  expect(newestGeneration(folder).number).toBe(20);
});
