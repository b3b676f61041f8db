import { unreachable } from '@akili/diagnostics';
import type { Document } from './document.ts';
import { safeJson } from './safe-json.ts';

/**
 * One JSON object a line, each with a `type`: first what there are many of, then the findings, at the end one line
 * that sums up. Readers can act on a line before the next one is written.
 */
export function* ndjsonDocument(document: Document): Iterable<string> {
  switch (document.kind) {
    case 'validation':
      yield* lines('diagnostic', document.diagnostics);
      yield line('summary', { formatVersion: 1, ...document.summary });
      return;
    case 'compilation': {
      const { formatVersion, digest, environment, products, diagnostics } = document.compilation;
      yield* lines('product', products);
      yield* lines('diagnostic', diagnostics);
      yield line('summary', { formatVersion, digest, environment });
      return;
    }
    case 'plan':
    case 'drift': {
      const { changes, diagnostics, ...rest } = document.plan;
      yield* lines('change', changes);
      yield* lines('diagnostic', diagnostics);
      yield line('summary', rest);
      return;
    }
    case 'apply': {
      const { steps, ...rest } = document.report;
      yield* lines('step', steps);
      yield line('summary', rest);
      return;
    }
    case 'run': {
      const { runs, ...rest } = document.report;
      yield* lines('run', runs);
      yield line('summary', rest);
      return;
    }
    case 'proof': {
      const { statements, violations, ...rest } = document.proof;
      yield* lines('statement', statements);
      yield* lines('diagnostic', violations);
      yield line('summary', { formatVersion: 1, environment: document.environment, ...rest });
      return;
    }
    case 'probe': {
      const { attempts, violations, ...rest } = document.probe;
      yield* lines('attempt', attempts);
      yield* lines('diagnostic', violations);
      yield line('summary', { formatVersion: 1, ...rest });
      return;
    }
    case 'lineage': {
      const { nodes, edges, ...rest } = document.trace;
      yield* lines('node', nodes);
      yield* lines('edge', edges);
      yield line('summary', { ...rest, leftOut: document.leftOut });
      return;
    }
    case 'list':
      yield* lines('item', document.items);
      return;
    case 'written':
      yield* lines('file', document.files);
      yield* lines(
        'note',
        document.notes.map((text) => ({ text })),
      );
      if (document.plan !== undefined) yield* ndjsonDocument({ kind: 'plan', plan: document.plan });
      return;
    default:
      unreachable(document);
  }
}

function* lines(type: string, values: Iterable<object>): Iterable<string> {
  for (const value of values) yield line(type, value);
}

function line(type: string, value: object): string {
  return `${safeJson({ type, ...value })}\n`;
}
