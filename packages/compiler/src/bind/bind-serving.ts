import { present, type Document, type WrittenMode, type WrittenServing } from '@akili/manifest';
import type { ServingMode } from '@akili/model';
import { readDuration } from './quantities.ts';

/** `serving.yaml`. Modes with an intent that is not supported have been refused before. */
export function bindServing(document: Document<WrittenServing> | undefined): readonly ServingMode[] {
  if (document === undefined) return [];
  return present(document.value.serving.modes).flatMap(([written, index]) =>
    bindMode(document.file, written, ['serving', 'modes', index]),
  );
}

function bindMode(file: string, written: WrittenMode, path: readonly (string | number)[]): readonly ServingMode[] {
  const { intent, config } = written;
  if (intent !== 'lookup' && intent !== 'analytics') return [];
  return [
    {
      intent,
      engine: config.engine,
      materialized: config.materialized ?? false,
      refreshInterval: config.refresh_interval === undefined ? undefined : readDuration(config.refresh_interval),
      cacheTtl: config.cache_ttl === undefined ? undefined : readDuration(config.cache_ttl),
      indexColumns: config.index_columns && present(config.index_columns).map(([column]) => column),
      indexes: present(config.indexes).map(([index, at]) => ({
        columns: present(index.columns).map(([column]) => column),
        type: index.type,
        place: { file, path: [...path, 'config', 'indexes', at] },
      })),
      place: { file, path },
    },
  ];
}
