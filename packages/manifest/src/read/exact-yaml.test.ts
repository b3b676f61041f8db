import { describe, expect, test } from 'vitest';
import { findMarked, findingsOf, product, snapshotWith } from '../marked.fixture.ts';
import { readExactly } from './exact-yaml.ts';

const compute = `${product}/compute.yaml`;

describe('what YAML itself is wrong about', () => {
  test.each([
    ['YML001', 'an open bracket', 'compute:\n  tags: [daily\n«e»ngine: dagster\n'],
    ['YML001', 'a text after a quoted one', 'compute:\n  engine: "dagster" «x»\n'],
    ['YML002', 'a key used twice', 'compute:\n  engine: dagster\n  «engine»: other\n'],
    ['YML002', 'a key used twice, once in quotes', 'compute:\n  engine: dagster\n  "«engine»": other\n'],
    ['YML003', 'a tab as indentation', 'compute:\n«\t»engine: dagster\n'],
    ['YML004', 'an anchor', 'compute:\n  engine: «&e» dagster\n'],
    ['YML004', 'a merge key', 'compute:\n  engine: dagster\n  «<<»: { retries: 1 }\n'],
    ['YML005', 'a tag', 'compute:\n  engine: «!!str» dagster\n'],
    ['YML005', 'a tag of its own', 'compute:\n  engine: «!js/function» dagster\n'],
    ['YML005', 'a directive', '«%YAML 1.1»\n---\ncompute:\n  engine: dagster\n'],
    ['YML006', 'a second document', 'compute:\n  engine: dagster\n«---»\ncompute:\n  engine: dagster\n'],
    ['YML008', 'a number as key', 'compute:\n  engine: dagster\n  «12»: x\n'],
    ['YML008', 'a list as key', 'compute:\n  engine: dagster\n  «[a, b]»: x\n'],
    ['YML001', 'a key that would change the prototype', 'compute:\n  engine: dagster\n  «__proto__»: {}\n'],
  ])('%s: %s', (code, _name, text) => {
    const { found, expected } = findMarked(compute, text, code);
    expect(found).toEqual(expected);
  });

  test('YML004: an alias is refused as well as its anchor, and nothing is expanded', () => {
    const text = 'compute:\n  engine: «&e» dagster\n  tags: [«*e»]\n';
    const { found, expected } = findMarked(compute, text, 'YML004', 'YML004');
    expect(found).toEqual(expected);
  });

  test('YML004: an alias bomb costs nothing', () => {
    const lines = Array.from({ length: 30 }, (_, i) => `a${i}: &a${i} [${i === 0 ? 'x' : `*a${i - 1}, *a${i - 1}`}]`);
    const reading = readExactly('x.yaml', lines.join('\n'), 'x.yaml', {});
    expect(reading.value).toBeUndefined();
    expect(new Set(reading.findings.map((finding) => finding.code))).toEqual(new Set(['YML004']));
  });

  test.each([
    ['lists', '- '.repeat(100_000)],
    ['brackets', '['.repeat(100_000)],
    ['braces', '{a: '.repeat(50_000)],
    ['indentation', Array.from({ length: 1300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('deep nesting of %s ends in a finding', (_name, text) => {
    const { value, findings } = readExactly('x.yaml', text, 'x.yaml', {});
    expect(findings.every((finding) => /^YML00[17]$/.test(finding.code))).toBe(true);
    expect(findings.length === 0 || value === undefined).toBe(true);
  });

  test('YML007: it says where the nesting becomes too deep', () => {
    const { findings } = readExactly('x.yaml', `a: ${'['.repeat(300)}`, 'x.yaml', {});
    expect(findings).toMatchObject([{ code: 'YML007', place: { start: 203, end: 204 } }]);
  });

  test('a long list of mappings on one line is not deep', () => {
    const text = `a: [${Array.from({ length: 400 }, (_, i) => `{ k${i}: [1], 'q': -1 }`).join(', ')}]`;
    expect(readExactly('x.yaml', text, 'x.yaml', {}).findings).toEqual([]);
  });

  test.each(['', '\n\n', '# only a comment\n', '---\n', '~\n'])('YML009: %j is empty', (text) => {
    expect(findingsOf(snapshotWith({ [compute]: text }))).toEqual([`YML009 ${compute}`]);
  });

  test('a thousand repeated keys are said twenty times', () => {
    const { findings } = readExactly('x.yaml', 'a: 1\n'.repeat(1000), 'x.yaml', {});
    expect(findings.map((finding) => finding.code)).toEqual(Array.from({ length: 20 }, () => 'YML002'));
  });

  test('Windows line ends are read, and places stay right', () => {
    const { found, expected } = findMarked(compute, 'compute:\r\n  engine: dagster\r\n  «retrys»: 1\r\n', 'SCH001');
    expect(found).toEqual(expected);
  });

  test('numbers that need their text keep it', () => {
    const text = 'a: 1e3\nb: [0x10, 1.50, 12345678901234567890, .inf]\nc: 12\n';
    const { value, numbers } = readExactly('x.yaml', text, 'x.yaml', {});
    expect(value).toEqual({ a: 1000, b: [16, 1.5, 12345678901234567890, Infinity], c: 12 });
    expect([...numbers]).toEqual([
      ['["a"]', '1e3'],
      ['["b",0]', '0x10'],
      ['["b",2]', '12345678901234567890'],
      ['["b",3]', '.inf'],
    ]);
  });
});
