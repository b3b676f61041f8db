import type { Place } from '@akili/diagnostics';
import type { AuthoredText } from '@akili/model';
import type { RelationName, RenderedRelation, RenderedSql } from './rendered-sql.ts';

/** A piece of output: copied from the source at `source`, or made by the tag at `[source, sourceEnd)`. */
interface Piece {
  readonly at: number;
  readonly source: number;
  /** Undefined for copied text. */
  readonly sourceEnd: number | undefined;
}

/** Collects rendered SQL and remembers where each piece came from. */
export interface TemplateOutput {
  length(): number;
  copy(text: string, source: number): void;
  write(text: string, source: number, sourceEnd: number): void;
  /** Writes a relation's placeholder. `nameStart` and `nameEnd` are the name inside the tag. */
  relation(
    relation: RelationName,
    tag: { source: number; sourceEnd: number; nameStart: number; nameEnd: number },
  ): void;
  finish(): RenderedSql;
}

/** The placeholder of a relation: an identifier that no author can write, since `{{` always begins a template. */
export function placeholder(relation: RelationName): string {
  return `"{{${relation.kind === 'this' ? 'this' : `ref:${relation.name}`}}}"`;
}

/** A place inside an authored text, from offsets into it. */
export function placeIn(text: AuthoredText, start: number, end: number): Place {
  const base = text.place.start ?? 0;
  return { ...text.place, start: base + start, end: base + end };
}

/** An empty output for `text`. */
export function templateOutput(text: AuthoredText): TemplateOutput {
  const pieces: Piece[] = [];
  const relations: RenderedRelation[] = [];
  const parts: string[] = [];
  let length = 0;
  const add = (part: string, piece: Piece): void => {
    if (part === '') return;
    parts.push(part);
    pieces.push(piece);
    length += part.length;
  };
  return {
    length: () => length,
    copy: (part, source) => add(part, { at: length, source, sourceEnd: undefined }),
    write: (part, source, sourceEnd) => add(part, { at: length, source, sourceEnd }),
    relation(relation, tag) {
      const start = length;
      const written = placeholder(relation);
      add(written, { at: start, source: tag.source, sourceEnd: tag.sourceEnd });
      const place = placeIn(text, tag.nameStart, tag.nameEnd);
      relations.push({ kind: relation.kind, name: relation.name, start, end: start + written.length, place });
    },
    finish() {
      const sql = parts.join('');
      return { sql, relations, placeOf: (start, end) => sourcePlace(text, pieces, start, end) };
    },
  };
}

function sourcePlace(text: AuthoredText, pieces: readonly Piece[], start: number, end: number): Place {
  const first = pieceAt(pieces, start);
  const last = pieceAt(pieces, Math.max(start, end - 1));
  if (first === undefined || last === undefined) return placeIn(text, 0, text.text.length);
  const from = first.sourceEnd === undefined ? first.source + (start - first.at) : first.source;
  const to = last.sourceEnd ?? last.source + (Math.max(start, end) - last.at);
  // A loop may have copied the end from before the start.
  return placeIn(text, from, Math.max(from, Math.min(to, text.text.length)));
}

function pieceAt(pieces: readonly Piece[], offset: number): Piece | undefined {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle] as Piece).at <= offset) low = middle;
    else high = middle - 1;
  }
  return pieces[low];
}
