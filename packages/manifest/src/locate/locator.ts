import type { Location, Place } from '@akili/diagnostics';
import type { Snapshot } from '@akili/model';
import { LineIndex } from './line-index.ts';
import { textOf } from './text-of.ts';
import { YamlPlaces } from './yaml-places.ts';

/** Turns a place into lines and columns; never throws, a place that cannot be found is the file as a whole. */
export type Locator = (place: Place) => Location;

interface FileIndex {
  readonly text: string;
  readonly lines: LineIndex;
  yaml: YamlPlaces | undefined;
}

/**
 * Looks places up in the texts of a snapshot. Lazy: a file is parsed (again, slowly and exactly) the first time
 * that one of its places is asked for, and kept.
 */
export function createLocator(snapshot: Snapshot): Locator {
  const files = new Map<string, FileIndex>();
  return (place) => {
    const index = fileIndex(place.file, snapshot, files);
    const span = index && spanOf(place, index);
    if (index === undefined || span === undefined) return { file: place.file };
    return { file: place.file, range: index.lines.range(span.start, span.end) };
  };
}

function fileIndex(file: string, snapshot: Snapshot, files: Map<string, FileIndex>): FileIndex | undefined {
  const known = files.get(file);
  if (known !== undefined) return known;
  const text = textOf(snapshot, file);
  if (text === undefined) return undefined;
  const index: FileIndex = { text, lines: new LineIndex(text), yaml: undefined };
  files.set(file, index);
  return index;
}

function spanOf(place: Place, index: FileIndex): { readonly start: number; readonly end: number } | undefined {
  const { path, start, end } = place;
  if (path !== undefined) return (index.yaml ??= new YamlPlaces(index.text)).find({ ...place, path });
  if (start === undefined) return undefined;
  // A finding at a line's end covers no line end.
  const upTo = end ?? start;
  const trimmed = index.text.slice(start, upTo).replace(/[\r\n]+$/, '').length;
  return { start, end: start + trimmed };
}
