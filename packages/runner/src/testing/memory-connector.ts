import { SourceError, type Connector, type ReadRequest, type Source, type SourceRow } from '@akili/connectors';

/** A table of the memory connector: rows by column, in any order. Values compare as DuckDB's texts of integers or instants do. */
export interface MemoryTable {
  rows: readonly { readonly [column: string]: string | null }[];
}

/** A connector whose tables lie in memory, for tests; `requests` holds every read that it was asked for. */
export function memoryConnector(tables: { readonly [resource: string]: MemoryTable }): {
  readonly connector: Connector;
  readonly requests: ReadRequest[];
} {
  const requests: ReadRequest[] = [];
  const source: Source = {
    test: () => Promise.reject(new SourceError('unsupported', 'memory is not tested')),
    introspect: () => Promise.reject(new SourceError('unsupported', 'memory is not introspected')),
    async *read(request) {
      requests.push(request);
      const table = tables[request.resource];
      if (table === undefined) throw new SourceError('resource', `there is no table \`${request.resource}\``);
      const { cursor, columns } = request;
      const after = cursor?.after;
      const rows = table.rows.filter((row) => after === undefined || isAfter(row[cursor?.field ?? ''] ?? null, after));
      const batch = rows.map((row): SourceRow => columns.map(({ name }) => row[name] ?? null));
      for (let start = 0; start < batch.length; start += 2) yield await Promise.resolve(batch.slice(start, start + 2));
    },
    close: () => Promise.resolve(),
  };
  return { connector: { open: () => Promise.resolve(source) }, requests };
}

function isAfter(value: string | null, after: string): boolean {
  if (value === null) return false;
  return /^\d+$/.test(value) ? BigInt(value) > BigInt(after) : value > after;
}
