import type { Diagnostic } from '@akili/diagnostics';
import { counted } from '../counted.ts';
import { diagnosticsMarkdown } from '../diagnostics-markdown.ts';
import { details } from './details.ts';
import type { Part } from './fit.ts';

/** Findings that stand where all of them do not fit. */
const some = 20;

/** Errors in the open, warnings folded: a count, some, all. */
export function findingsParts(diagnostics: readonly Diagnostic[]): readonly Part[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const others = diagnostics.filter(({ severity }) => severity !== 'error');
  return [
    ...part(errors, 'error', (body) => body),
    ...part(others, 'warning', (body) => details(counted(others.length, 'warning'), body)),
  ];
}

function part(all: readonly Diagnostic[], noun: string, wrapped: (body: string) => string): readonly Part[] {
  if (all.length === 0) return [];
  const body = (shown: number): string => {
    const more = shown < all.length ? `and ${counted(all.length - shown, `more ${noun}`)}.\n\n` : '';
    return wrapped([...diagnosticsMarkdown(all.slice(0, shown))].join('') + more);
  };
  const levels = [`${counted(all.length, noun)}.\n\n`, body(1), body(some), body(all.length)];
  return [{ levels: all.length > some ? levels : [levels[0] ?? '', body(all.length)] }];
}
