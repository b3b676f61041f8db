import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { mutate, random, sampleDocument } from './mutate.fixture.ts';
import { readExactly } from './exact-yaml.ts';
import { readFast } from './fast-yaml.ts';

const tenants = fileURLToPath(new URL('../../../../tenants', import.meta.url));
const seeds = readdirSync(tenants, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yaml'))
  .sort()
  .map((path) => readFileSync(join(tenants, path), 'utf8'));

/** Where the fast reader answers, `yaml` must accept the text without a word and give the same value. */
function difference(text: string): string | undefined {
  const fast = readFast(text);
  if (fast === undefined) return undefined;
  const exact = readExactly('x.yaml', text, 'manifest', {});
  if (exact.findings.length > 0) return `accepted, but ${exact.findings[0]?.message}\n${text}`;
  if (exact.numbers.size > 0) return `kept a number that needs its text\n${text}`;
  const same = JSON.stringify(fast.value) === JSON.stringify(exact.value);
  return same ? undefined : `${JSON.stringify(fast.value)}\nis not\n${JSON.stringify(exact.value)}\n${text}`;
}

describe('the fast reader', () => {
  test.each(seeds)('reads a manifest of the repository itself (%#)', (text) => {
    expect(readFast(text)?.value).toEqual(readExactly('x.yaml', text, 'manifest', {}).value);
  });

  test('gives the same answer as yaml, or none, for mutations of the manifests', () => {
    const rounds = Number(process.env['FUZZ_ROUNDS'] ?? 6000);
    const next = random(Number(process.env['FUZZ_SEED'] ?? 20));
    const differences: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const seed = seeds[next(seeds.length)] as string;
      const text = mutate(round % 3 === 0 ? sampleDocument(next) : seed, next);
      const found = difference(round % 5 === 0 ? text.replaceAll('\n', '\r\n') : text);
      if (found !== undefined) differences.push(found);
    }
    expect(differences.slice(0, 5)).toEqual([]);
  });

  test('reads Windows line ends as the others', () => {
    expect(readFast('a: |\r\n  one\r\n  two\r\nb: 1\r\n')).toEqual({ value: { a: 'one\ntwo\n', b: 1 } });
  });

  test('answers many made-up documents, so that the comparison means something', () => {
    const next = random(7);
    const texts = Array.from({ length: 300 }, () => sampleDocument(next));
    expect(texts.filter((text) => readFast(text) !== undefined).length).toBeGreaterThan(120);
  });

  test.each([
    ['a: &x 1', 'anchor'],
    ['a: *x', 'alias'],
    ['a: !!str 1', 'tag'],
    ['a: 1\na: 2', 'duplicate key'],
    ['a:\tb', 'tab'],
    ['a: 0x10', 'hexadecimal'],
    ['a: 1e3', 'exponent'],
    ['a: .inf', 'infinity'],
    ['a: 12345678901234567', 'too many digits'],
    ['a: "x\\n"', 'escape'],
    ['a: b\n  c', 'second line of a plain text'],
    ['---\na: 1', 'document marker'],
    ['__proto__: 1', 'prototype'],
    ['a: 1\r', 'carriage return'],
    ['true: 1', 'boolean key'],
    ['a: b: c', 'nested mapping on one line'],
    ['', 'nothing'],
  ])('leaves %j to yaml (%s)', (text) => {
    expect(readFast(text)).toBeUndefined();
  });
});
