import {
  brokenTemplate,
  didYouMean,
  templateLimit,
  templateNotAllowedHere,
  unknownVar,
  type Finding,
} from '@akili/diagnostics';
import parser from 'nunjucks/src/parser.js';
import type { ControlFlow } from './template/control-flow-reader.ts';
import { interpret } from './template/interpret.ts';
import { placeIn, templateOutput } from './template/output.ts';
import type { TemplateNode } from './template/template-node.ts';
import { TemplateMistake } from './template/template-value.ts';

/**
 * Templates with `{% if %}`, `{% for %}`, `{% set %}` and the listed filters. nunjucks' parser reads the text; its
 * compiler is never used, since it turns templates into code: our own interpreter walks the tree, within bounds.
 */
export const controlFlow: ControlFlow = (request) => {
  const { text } = request;
  const lines = lineStarts(text.text);
  let last = 0;
  // Some nodes have no place of their own; then the last one that was asked for is the nearest.
  const offsetOf = (lineno: number | undefined, colno: number | undefined): number => {
    if (lineno === undefined || colno === undefined) return last;
    return (last = Math.min(text.text.length, (lines[lineno] ?? text.text.length) + Math.max(0, colno)));
  };
  const output = templateOutput(text);
  try {
    const root = parser.parse(text.text) as TemplateNode;
    interpret(root, request, output, (node) => offsetOf(node.lineno, node.colno));
    return { value: output.finish(), findings: [] };
  } catch (error) {
    return { value: undefined, findings: [findingOf(error, request, offsetOf)] };
  }
};

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return starts;
}

type Request = Parameters<ControlFlow>[0];

function findingOf(error: unknown, request: Request, offsetOf: (lineno: number, colno: number) => number): Finding {
  const { text, context, subject } = request;
  const at = (offset: number) => {
    const word = /^[\w]+|^\S/.exec(text.text.slice(offset))?.[0] ?? '';
    return placeIn(text, offset, Math.min(text.text.length, offset + Math.max(1, word.length)));
  };
  if (error instanceof TemplateMistake) {
    const place = at(error.offset ?? 0);
    if (error.kind === 'limit') return templateLimit.at(place, { limit: error.message }, subject);
    if (error.kind === 'not-here') {
      return templateNotAllowedHere.at(place, { what: error.message === 'this' ? 'this' : 'ref' }, subject);
    }
    if (error.kind === 'unknown-var') {
      const suggestion = didYouMean(error.message, Object.keys(context.vars));
      return unknownVar.at(place, { name: error.message, suggestion }, subject);
    }
    return brokenTemplate.at(place, { what: error.message }, subject);
  }
  if (error instanceof RangeError) return templateLimit.at(text.place, { limit: 'its depth' }, subject);
  // What nunjucks' parser throws: a message with its own place in front, lines and columns from 1.
  const { lineno, colno, message } = error as { lineno?: number; colno?: number; message?: string };
  if (typeof message !== 'string' || !(error instanceof Error)) throw error;
  const what =
    message
      .replace(/^\(unknown path\)\s*(\[Line.*?\])?\s*/s, '')
      // The name of the parser's own function.
      .replace(/^parse\w+: /, '')
      .trim()
      .split('\n')[0] ?? 'it is broken';
  return brokenTemplate.at(at(offsetOf((lineno ?? 1) - 1, (colno ?? 1) - 1)), { what }, subject);
}
