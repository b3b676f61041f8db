import { present, type WrittenConnectionFile, type WrittenTable } from '@akili/manifest';
import type { Column, Connection, Json, LockedTable } from '@akili/model';
import { bindType } from './bind-type.ts';
import type { Scope } from './scope.ts';

/** A connection of a tenant. One whose file is broken keeps its name, so that inputs do not miss it as well. */
export function bindConnection(tenant: string, written: WrittenConnectionFile, scope: Scope): Connection {
  const { document, file } = written;
  const value = document?.value;
  const before = scope.findings.length;
  const tables = Object.entries(value?.schema ?? {}).flatMap(([name, table]) =>
    table === undefined ? [] : [bindTable(file, name, table, scope)],
  );
  const broken = document === undefined || document.broken || scope.findings.length > before;
  return {
    tenant,
    name: value?.name ?? written.name,
    connectorType: value?.connectorType ?? '',
    config: (value?.config ?? {}) as { readonly [key: string]: Json },
    credentials: value?.credentials,
    tables,
    file,
    ...(broken ? { broken: true as const } : {}),
  };
}

function bindTable(file: string, name: string, table: WrittenTable, scope: Scope): LockedTable {
  const path = ['schema', name];
  const primaryKey = present(table.primary_key).map(([column]) => column);
  const columns = Object.entries(table.columns).flatMap(([column, written]): Column[] => {
    if (written === undefined) return [];
    const long = typeof written === 'string' ? undefined : written;
    const at = [...path, 'columns', column];
    const place = { file, path: long === undefined ? at : [...at, 'type'] };
    const type = bindType(typeof written === 'string' ? written : written.type, place, scope);
    if (type === undefined) return [];
    return [
      {
        name: column,
        type,
        nullable: primaryKey.includes(column) ? false : (long?.nullable ?? true),
        ...(long?.classification === undefined ? {} : { classification: long.classification }),
        ...(long?.description === undefined ? {} : { description: long.description }),
      },
    ];
  });
  return { name, columns, primaryKey, place: { file, path, part: 'key' } };
}
