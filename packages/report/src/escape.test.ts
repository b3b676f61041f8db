import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeCommandData, escapeCommandProperty } from './escape-command.ts';
import { codeSpan, escapeMarkdown, fence, sentenceMarkdown } from './escape-markdown.ts';
import { escapeLines, escapeTerminal } from './escape-terminal.ts';

describe('escapeTerminal', () => {
  it('writes out what a terminal would obey or hide', () => {
    expect(escapeTerminal('a\u001b[31mb\u0007\u009b\u202e\u200b\nc')).toBe(
      'a\\u{1b}[31mb\\u{7}\\u{9b}\\u{202e}\\u{200b}\\nc',
    );
  });

  it('leaves ordinary text of any script alone', () => {
    expect(escapeTerminal('Größe 売上 🎉 — ok')).toBe('Größe 売上 🎉 — ok');
  });

  it('breaks up the runner command that is obeyed anywhere in a line', () => {
    expect(escapeTerminal('x ##[add-mask]y')).toBe('x #\\u{23}[add-mask]y');
  });

  it('leaves no control character, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeTerminal(text)).not.toMatch(/[\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e]/u);
      }),
      { seed: 7 },
    );
  });
});

it('escapeLines keeps line breaks and indents every line but the first', () => {
  expect(escapeLines('a\r\nb\u001b', '  | ')).toBe('a\n  | b\\u{1b}');
});

it('escapeLines breaks up what the runner would read as a command, on every line', () => {
  expect(escapeLines('::add-mask::a\n  ::error::b\nc::d', '    ')).toBe(
    '\\u{3a}:add-mask::a\n      \\u{3a}:error::b\n    c::d',
  );
});

describe('escapeMarkdown', () => {
  it('takes structure, mentions, references and links their meaning', () => {
    expect(escapeMarkdown('@octocat #12 <i>*a*</i> [x](http://e.vil) www.e.vil')).toBe(
      '@&#8203;octocat #&#8203;12 &#60;i&#62;&#42;a&#42;&#60;/i&#62; &#91;x&#93;&#40;http&#58;//e.vil&#41; www&#46;e.vil',
    );
  });

  it('keeps a cell of a table one cell', () => {
    expect(codeSpan('a|b\n`c`')).toBe('<code>a&#124;b&#92;n&#96;c&#96;</code>');
  });
});

describe('sentenceMarkdown', () => {
  it('shows what stands between backticks as code, and escapes all of it', () => {
    expect(sentenceMarkdown('The column `a|<b>` of `@orders` is *gone*.')).toBe(
      'The column <code>a&#124;&#60;b&#62;</code> of <code>@&#8203;orders</code> is &#42;gone&#42;.',
    );
  });

  it('leaves a backtick without its partner a letter', () => {
    expect(sentenceMarkdown('a `b` c ` d')).toBe('a <code>b</code> c &#96; d');
  });

  it('holds no markup but closed code, whatever it is given', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'`<>&*[]()|\\@#a\n/') }));
    fc.assert(
      fc.property(text, (any) => {
        const left = sentenceMarkdown(any).replace(/<code>([^<>]*)<\/code>/g, '$1');
        expect(left).not.toMatch(/[<>`*[\]()|\n]/);
      }),
      { seed: 7 },
    );
  });
});

it('fence is longer than any run of backticks inside', () => {
  expect(fence('diff', ['+ a', '````', 'b'])).toBe('`````diff\n+ a\n````\nb\n`````');
});

describe('workflow commands', () => {
  it('escapes what ends a message', () => {
    expect(escapeCommandData('100%\r\n::set-output')).toBe('100%25%0D%0A::set-output');
  });

  it('escapes what ends a property', () => {
    expect(escapeCommandProperty('a:b,c%')).toBe('a%3Ab%2Cc%25');
  });
});
