import { isDeepStrictEqual } from 'node:util';
import { parseDocument, visit, type Document } from 'yaml';
import { keepFoldedLines, restoreFolded } from './folded-lines.ts';
import { tightLists } from './tight-lists.ts';

/**
 * The one way a manifest is written: two spaces a level, `{ a: 1 }` with its spaces, no trailing blanks, LF, one line
 * break at the end. Comments, blank lines, quotes and the lines of block texts stay as they are. Undefined where the
 * text is not YAML that can be written again with the same meaning; such a text is left alone.
 */
export function formatYaml(text: string): string | undefined {
  const source = text.replaceAll('\r\n', '\n');
  const before = read(source);
  if (before === undefined) return undefined;
  const meaning = before.toJS({ maxAliasCount: 100 }) as unknown;
  const folded = keepFoldedLines(before, source);
  const unfolded = restoreFolded(before.toString({ lineWidth: 0, indent: 2, flowCollectionPadding: true }), folded);
  if (unfolded === undefined) return undefined;
  const written = tightLists(unfolded);
  const after = read(written);
  if (after === undefined) return undefined;
  // What a manifest says must not change by formatting it, whatever the libraries do.
  return isDeepStrictEqual(after.toJS({ maxAliasCount: 100 }) as unknown, meaning) && sameComments(source, written)
    ? written
    : undefined;
}

function read(text: string): Document.Parsed | undefined {
  try {
    const document = parseDocument(text, { keepSourceTokens: true, uniqueKeys: true });
    const unusual = document.contents === null || document.warnings.length > 0 || hasAliases(document);
    return document.errors.length > 0 || unusual ? undefined : document;
  } catch {
    // Several documents in one text, or aliases without end: not for this formatter.
    return undefined;
  }
}

/** Aliases are rare in manifests and refused by `validate`: they are left as they stand. */
function hasAliases(document: Document.Parsed): boolean {
  let found = false;
  visit(document, { Alias: () => void (found = true) });
  return found;
}

function sameComments(before: string, after: string): boolean {
  const count = (text: string): number => (text.match(/(^|\s)#/gm) ?? []).length;
  return count(before) === count(after);
}
