import { unreachable } from '@akili/diagnostics';
import { diagnosticsOf } from './document-diagnostics.ts';
import type { Document, Format, RenderContext } from './document.ts';
import { githubAnnotations } from './github.ts';
import { jsonDocument } from './json.ts';
import { markdownDocument } from './markdown.ts';
import { ndjsonDocument } from './ndjson.ts';
import { sarifLog } from './sarif.ts';
import { textDocument } from './text.ts';

/**
 * Any document in any format, in pieces that the caller writes one after the other. Pure: the same document gives the
 * same bytes, and no text of the repository reaches the target unescaped.
 */
export function render(document: Document, format: Format, context: RenderContext): Iterable<string> {
  switch (format) {
    case 'text':
      return textDocument(document, context);
    case 'json':
      return jsonDocument(document);
    case 'ndjson':
      return ndjsonDocument(document);
    case 'sarif':
      return sarifLog(diagnosticsOf(document), context);
    case 'github':
      return githubAnnotations(diagnosticsOf(document));
    case 'markdown':
      return markdownDocument(document);
    default:
      return unreachable(format);
  }
}
