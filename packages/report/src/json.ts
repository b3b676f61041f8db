import { unreachable } from '@akili/diagnostics';
import type { Document } from './document.ts';
import { streamJson } from './stream-json.ts';

/** The JSON shapes of the command line, a documented contract (docs/json.md); keys are never renamed. */
export function jsonDocument(document: Document): Iterable<string> {
  switch (document.kind) {
    case 'validation':
      return streamJson(
        [
          ['formatVersion', 1],
          ['diagnostics', document.diagnostics],
          ['summary', document.summary],
        ],
        ['diagnostics'],
      );
    case 'compilation':
      return streamJson(
        [
          ['formatVersion', document.compilation.formatVersion],
          ['digest', document.compilation.digest],
          ['products', document.compilation.products],
          ['diagnostics', document.compilation.diagnostics],
        ],
        ['products', 'diagnostics'],
      );
    case 'plan':
    case 'drift':
      return streamJson(Object.entries(document.plan), ['tenants', 'changes', 'diagnostics', 'credentials']);
    case 'apply':
      return streamJson(Object.entries(document.report), ['steps', 'diagnostics']);
    case 'run':
      return streamJson(Object.entries(document.report), ['runs']);
    case 'proof':
      return streamJson(
        [
          ['formatVersion', 1],
          ['environment', document.environment],
          ['isolation', document.proof],
        ],
        [],
      );
    case 'probe': {
      const { environment, ...probe } = document.probe;
      return streamJson(
        [
          ['formatVersion', 1],
          ['environment', environment],
          ['probe', probe],
        ],
        [],
      );
    }
    case 'lineage':
      return streamJson(Object.entries({ ...document.trace, leftOut: document.leftOut }), ['nodes', 'edges']);
    case 'list':
      return streamJson(
        [
          ['formatVersion', 1],
          ['items', document.items],
        ],
        ['items'],
      );
    case 'written':
      return streamJson(
        [
          ['formatVersion', 1],
          ['files', document.files],
          ['notes', document.notes],
          ['plan', document.plan ?? null],
        ],
        ['files', 'notes'],
      );
    default:
      return unreachable(document);
  }
}
