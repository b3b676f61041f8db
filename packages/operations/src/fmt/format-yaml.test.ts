import { describe, expect, it } from 'vitest';
import { formatYaml } from './format-yaml.ts';

describe('formatYaml', () => {
  it('writes indentation, spaces and line ends one way', () => {
    expect(formatYaml('a:   {b: 1,c:  [ 1,2 ]}   # why\r\n\r\n\r\nlist:\n- 1\n-   k: v\n')).toBe(
      'a: { b: 1, c: [1, 2] } # why\n\nlist:\n  - 1\n  - k: v\n',
    );
  });

  it('keeps the lines of folded and literal texts', () => {
    const text = 'a: >-\n  SELECT 1\n  FROM x\n\n    WHERE y\nb: |\n  one\n    two\nc: >\n  last\n';
    expect(formatYaml(text)).toBe(text);
  });

  it('keeps quotes, and what long lines say', () => {
    const text = `a: "1"\nb: 'x'\nc: ${'word '.repeat(60).trim()}\n`;
    expect(formatYaml(text)).toBe(text);
  });

  it('does not mistake a bracket inside a text for a list', () => {
    const text = 'a: [ "[ x ]", y ]\nb: "[ 1 ]"\n';
    expect(formatYaml(text)).toBe('a: ["[ x ]", y]\nb: "[ 1 ]"\n');
  });

  it('keeps blanks at the end of a line where they are part of a text', () => {
    const text = 'a: |\n  one  \n  two\n';
    expect(formatYaml(text)).toBe(text);
  });

  it.each([
    ['not YAML', 'a: [1'],
    ['a key twice', 'a: 1\na: 2\n'],
    ['several documents', 'a: 1\n---\nb: 2\n'],
    ['anchors and aliases', 'a: &x 1\nb: *x\n'],
    ['tags', 'a: !secret x\n'],
    ['nothing', ''],
  ])('leaves alone: %s', (_what, text) => {
    expect(formatYaml(text)).toBeUndefined();
  });

  it('changes nothing the second time', () => {
    const once = formatYaml('a:\n      - {b:   [1 ,2]}\n      - >\n          x\n          y\n') as string;
    expect(formatYaml(once)).toBe(once);
  });
});
