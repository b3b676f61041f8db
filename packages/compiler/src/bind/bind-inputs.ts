import { present, type Document, type WrittenInputs, type WrittenSourceInput } from '@akili/manifest';
import type { Input, InputColumn } from '@akili/model';
import { bindType } from './bind-type.ts';
import type { Scope } from './scope.ts';

/** `inputs.yaml`. */
export function bindInputs(document: Document<WrittenInputs> | undefined, scope: Scope): readonly Input[] {
  if (document === undefined) return [];
  return present(document.value.inputs).map(([written, index]): Input => {
    const place = { file: document.file, path: ['inputs', index] };
    if (written.kind === 'product') {
      return { kind: 'product', name: written.name, product: written.product, version: written.version, place };
    }
    return {
      kind: 'source',
      name: written.name,
      connection: written.connection,
      resource: written.resource,
      strategy: written.strategy,
      cursorField: written.cursor_field,
      schedule: written.schedule,
      columns: written.columns && bindColumns(document.file, index, written.columns, scope),
      ...(written.columns?.includes(undefined) ? { columnsBroken: true as const } : {}),
      place,
    };
  });
}

function bindColumns(
  file: string,
  input: number,
  columns: NonNullable<WrittenSourceInput['columns']>,
  scope: Scope,
): readonly InputColumn[] {
  return present(columns).map(([written, index]) => {
    const path = ['inputs', input, 'columns', index];
    if (typeof written === 'string') {
      return { name: written, type: undefined, nullable: undefined, classification: undefined, place: { file, path } };
    }
    const typePlace = { file, path: [...path, 'type'] };
    return {
      name: written.name,
      type: written.type === undefined ? undefined : bindType(written.type, typePlace, scope),
      nullable: written.nullable,
      classification: written.classification,
      place: { file, path: [...path, 'name'] },
    };
  });
}
