import { operand, type Fragment } from './fragment.ts';

/** What an aggregate's or window's clauses are in the text of a call. */
export interface Slots {
  /** `DISTINCT ` or nothing. */
  readonly distinct: string;
  /** ` ORDER BY ...` or nothing. */
  readonly order: string;
  /** ` FILTER (...)` and ` OVER (...)`, or nothing. */
  readonly suffix: string;
}

type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'arg'; readonly index: number; readonly bare: boolean }
  | { readonly kind: 'all' | 'distinct' | 'order' | 'suffix' };

const compiled = new Map<string, readonly Piece[]>();

/** Fills a writer's template. An argument gets parentheses where it is an operand and needs them. */
export function fillTemplate(template: string, args: readonly Fragment[], slots: Slots): string {
  let pieces = compiled.get(template);
  if (pieces === undefined) compiled.set(template, (pieces = compile(template)));
  let text = '';
  for (const piece of pieces) {
    switch (piece.kind) {
      case 'text':
        text += piece.text;
        break;
      case 'arg': {
        const arg = args[piece.index];
        if (arg !== undefined) text += piece.bare ? arg.text : operand(arg);
        break;
      }
      case 'all':
        text += args.map((arg) => arg.text).join(', ');
        break;
      default:
        text += slots[piece.kind];
    }
  }
  return text;
}

function compile(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of template.matchAll(/\$([1-9*dof])/g)) {
    if (match.index > done) pieces.push({ kind: 'text', text: template.slice(done, match.index) });
    done = match.index + match[0].length;
    pieces.push(pieceOf(match[1] as string, template, match.index, done));
  }
  if (done < template.length) pieces.push({ kind: 'text', text: template.slice(done) });
  return pieces;
}

function pieceOf(mark: string, template: string, start: number, end: number): Piece {
  if (mark === '*') return { kind: 'all' };
  if (mark === 'd') return { kind: 'distinct' };
  if (mark === 'o') return { kind: 'order' };
  if (mark === 'f') return { kind: 'suffix' };
  // Between parentheses and commas an argument stands alone, also behind DISTINCT and before ORDER BY or AS.
  const before = /(^|[(,]\s*|\$d)$/.test(template.slice(0, start));
  const after = /^(\s*[,)]|\$o| AS )/.test(template.slice(end));
  const only = start === 0 && end === template.length;
  return { kind: 'arg', index: Number(mark) - 1, bare: only || (before && after && start > 0) };
}

/** True when the text of a filled call needs no parentheses as an operand. */
export function isAtomic(text: string): boolean {
  if (/^[\w.]+$/.test(text) || /^'[^']*'$/.test(text)) return true;
  const open = /^(?:[A-Za-z_]\w*)?[([]/.exec(text);
  if (!open) return false;
  let depth = 0;
  for (let i = open[0].length - 1; i < text.length; i++) {
    const char = text[i] as string;
    if (char === "'" || char === '"' || char === '`') i = closing(text, i, char);
    else if (char === '(' || char === '[') depth++;
    else if (char === ')' || char === ']') {
      depth--;
      if (depth === 0) return i === text.length - 1 || /^ (?:FILTER|OVER) \(|^\[\d+\]$/.test(text.slice(i + 1));
    }
  }
  return false;
}

function closing(text: string, start: number, quote: string): number {
  const end = text.indexOf(quote, start + 1);
  return end < 0 ? text.length : end;
}
