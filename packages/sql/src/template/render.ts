import type { Finding, Outcome, Subject } from '@akili/diagnostics';
import {
  brokenTemplate,
  didYouMean,
  sqlTooLarge,
  templateInQuotes,
  templateNotAllowedHere,
  unknownVar,
} from '@akili/diagnostics';
import type { AuthoredText } from '@akili/model';
import type { ControlFlow } from './control-flow-reader.ts';
import { placeIn, templateOutput, type TemplateOutput } from './output.ts';
import type { RenderedSql, TemplateContext } from './rendered-sql.ts';
import { blockCommentEnd, sqlSpans, type SqlSpan } from './sql-spans.ts';
import { varLiteral } from './var-literal.ts';

/** Larger texts are refused before anything reads them. */
export const maxSqlLength = 256 * 1024;

/** More mistakes than these in one text help nobody. */
export const mostFindings = 50;

const simpleTag = /^\{\{-?\s*(?:(ref|var)\s*\(\s*(?:'([^'\\]*)'|"([^"\\]*)")\s*\)|(this))\s*-?\}\}$/;

/** True when the text may have blocks, filters or template comments, so that `renderTemplate` needs a `ControlFlow`. */
export function needsControlFlow(text: string): boolean {
  if (!text.includes('{')) return false;
  if (text.includes('{%') || text.includes('{#')) return true;
  // By hand: an expression for it would look from each of thousands of open tags to the end of the text.
  for (let open = text.indexOf('{{'); open >= 0;) {
    const brace = text.indexOf('}', open + 2);
    const end = brace < 0 ? text.length : brace;
    if (/[|~+[]/.test(text.slice(open + 2, end))) return true;
    open = text.indexOf('{{', end);
  }
  return false;
}

/**
 * Replaces the templates of a text. `ref` and `this` become placeholders (quoted identifiers at recorded offsets),
 * `var` becomes a literal. A template in a SQL comment is not read (the comment becomes blanks); one inside quotes
 * is an error. Texts with blocks or filters need `controlFlow` (from `@akili/sql/control-flow`, which loads the
 * template parser); calling without it is our own bug and throws.
 */
export function renderTemplate(
  text: AuthoredText,
  context: TemplateContext,
  subject: Subject,
  controlFlow?: ControlFlow,
): Outcome<RenderedSql> {
  if (text.text.length > maxSqlLength) {
    return { value: undefined, findings: [sqlTooLarge.at(text.place, { limit: '256 kB' }, subject)] };
  }
  const output = templateOutput(text);
  const findings: Finding[] = [];
  const scanned = scan(text, subject, findings);
  if (findings.length > 0) return { value: undefined, findings: findings.slice(0, mostFindings) };
  if (scanned.controlled) {
    if (controlFlow === undefined) throw new Error('this text needs a ControlFlow: see needsControlFlow');
    return controlFlow({ text: { ...text, text: scanned.text }, context, subject });
  }
  renderSimple({ ...text, text: scanned.text }, context, subject, output, findings);
  if (findings.length > 0) return { value: undefined, findings: findings.slice(0, mostFindings) };
  return { value: output.finish(), findings };
}

interface Scanned {
  /** The text with blanks where a comment holds a template. */
  readonly text: string;
  /** True when blocks, filters or template comments stand in the SQL itself, not in its texts. */
  readonly controlled: boolean;
}

/**
 * SQL comments become blanks of the same length when they hold a template; quotes must not hold any. What DuckDB's
 * lexer reads badly is written in a form of the same length that it reads well.
 */
function scan(text: AuthoredText, subject: Subject, findings: Finding[]): Scanned {
  if (!text.text.includes('{') && !isTroublesome(text.text)) return { text: text.text, controlled: false };
  const spans = [...sqlSpans(text.text)];
  const slice = (span: SqlSpan): string => text.text.slice(span.start, span.end);
  const controlled = spans.some((span) => span.kind === 'code' && needsControlFlow(slice(span)));
  // A percent sign behind a brace is a pattern of LIKE, unless blocks are read from this text.
  const inQuotes = controlled ? /\{\{|\{%|\{#/ : /\{\{/;
  const parts = spans.map((span) => {
    const part = slice(span);
    if (span.kind === 'comment') return plainComment(part);
    if (span.kind === 'code') return part.replace(unicodeSpace, ' ');
    const tag = inQuotes.exec(part);
    if (tag) findings.push(inQuotesFinding(text, span, tag.index, subject));
    return part;
  });
  return { text: parts.join(''), controlled };
}

// DuckDB makes each of these one blank before it parses, after which its byte offsets are no longer the text's.
const unicodeSpace = /[\u00a0\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]/g;

function isTroublesome(text: string): boolean {
  unicodeSpace.lastIndex = 0;
  return unicodeSpace.test(text) || text.indexOf('/*', text.indexOf('/*') + 2) > 0;
}

/** Nested comments cost DuckDB's lexer the square of their number; a comment that is not closed stays so. */
function plainComment(comment: string): string {
  const blank = (part: string): string => part.replace(/[^\n]/g, ' ');
  if (comment.includes('{')) return blank(comment);
  if (!comment.startsWith('/*') || !comment.includes('/*', 2)) return comment;
  return blockCommentEnd(comment, 0).closed ? blank(comment) : `/*${blank(comment.slice(2))}`;
}

function inQuotesFinding(text: AuthoredText, span: SqlSpan, index: number, subject: Subject): Finding {
  const start = span.start + index;
  const close = /\}\}|%\}|#\}/.exec(text.text.slice(start, span.end));
  const end = close ? start + close.index + 2 : start + 2;
  const quote = span.kind === 'string' ? 'a text in quotes' : 'a quoted name';
  return templateInQuotes.at(placeIn(text, start, end), { quote }, subject);
}

function renderSimple(
  text: AuthoredText,
  context: TemplateContext,
  subject: Subject,
  output: TemplateOutput,
  findings: Finding[],
): void {
  const source = text.text;
  let done = 0;
  for (let open = source.indexOf('{{'); open >= 0; open = source.indexOf('{{', done)) {
    output.copy(source.slice(done, open), done);
    const close = source.indexOf('}}', open + 2);
    if (close < 0) {
      findings.push(brokenTemplate.at(placeIn(text, open, open + 2), { what: 'it is not closed' }, subject));
      return;
    }
    done = close + 2;
    renderTag(text, open, done, context, subject, output, findings);
  }
  output.copy(source.slice(done), done);
}

function renderTag(
  text: AuthoredText,
  start: number,
  end: number,
  context: TemplateContext,
  subject: Subject,
  output: TemplateOutput,
  findings: Finding[],
): void {
  const tag = text.text.slice(start, end);
  const match = simpleTag.exec(tag);
  if (!match) {
    findings.push(brokenTemplate.at(placeIn(text, start, end), { what: whatIsWrong(tag) }, subject));
    return;
  }
  const name = match[2] ?? match[3] ?? 'this';
  const nameStart = start + nameOffset(tag, match);
  const place = { source: start, sourceEnd: end, nameStart, nameEnd: nameStart + name.length };
  const findingPlace = placeIn(text, place.nameStart, place.nameEnd);
  if (match[1] === 'var') {
    const value = Object.hasOwn(context.vars, name) ? context.vars[name] : undefined;
    if (value === undefined) {
      const suggestion = didYouMean(name, Object.keys(context.vars));
      findings.push(unknownVar.at(findingPlace, { name, suggestion }, subject));
    } else output.write(varLiteral(value), start, end);
    return;
  }
  const kind = match[1] === 'ref' ? 'ref' : 'this';
  if (!(kind === 'ref' ? context.allowRef : context.allowThis)) {
    findings.push(templateNotAllowedHere.at(findingPlace, { what: kind }, subject));
    return;
  }
  if (name === '' || /["{}\n]/.test(name)) {
    findings.push(
      brokenTemplate.at(placeIn(text, start, end), { what: 'the name is not the name of an input' }, subject),
    );
    return;
  }
  output.relation({ kind, name }, place);
}

function nameOffset(tag: string, match: RegExpExecArray): number {
  if (match[4] !== undefined) return tag.indexOf('this');
  return tag.search(/['"]/) + 1;
}

function whatIsWrong(tag: string): string {
  const inner = tag.slice(2, -2).trim();
  if (inner === '') return 'it is empty';
  const call = /^([A-Za-z_]\w*)\s*\(/.exec(inner);
  if (call && !['ref', 'var'].includes(call[1] as string)) return `there is no \`${call[1]}()\``;
  if (call) return `\`${call[1]}()\` takes one name in quotes`;
  return `\`${inner.slice(0, 40)}\` is not known`;
}
