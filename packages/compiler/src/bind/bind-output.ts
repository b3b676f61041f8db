import { duplicateItem, nullableKey } from '@akili/diagnostics';
import { present, type Document, type WrittenOutput } from '@akili/manifest';
import type { OutputContract } from '@akili/model';
import { bindType } from './bind-type.ts';
import type { Scope } from './scope.ts';

/** `output.yaml`. */
export function bindOutput(document: Document<WrittenOutput> | undefined, scope: Scope): OutputContract | undefined {
  if (document === undefined) return undefined;
  const { file, value } = document;
  const seen = new Set<string>();
  const columns = present(value.output.columns).flatMap(([written, index]): OutputContract['columns'][number][] => {
    const path = ['output', 'columns', index];
    // Engines do not tell `Region` from `region`.
    const key = written.name.toLowerCase();
    if (seen.has(key)) {
      scope.findings.push(duplicateItem.at({ file, path: [...path, 'name'] }, { item: written.name }, scope.subject));
      return [];
    }
    seen.add(key);
    const type = bindType(written.type, { file, path: [...path, 'type'] }, scope);
    if (type === undefined) return [];
    const primaryKey = written.primary_key ?? false;
    if (primaryKey && written.nullable === true) {
      const place = { file, path: [...path, 'nullable'] };
      scope.findings.push(nullableKey.at(place, { column: written.name }, scope.subject));
    }
    return [
      {
        name: written.name,
        type,
        nullable: primaryKey ? false : (written.nullable ?? true),
        ...(written.classification === undefined ? {} : { classification: written.classification }),
        ...(written.description === undefined ? {} : { description: written.description }),
        primaryKey,
        place: { file, path },
      },
    ];
  });
  const keys = present(value.output.keys).map(([key]) => present(key).map(([column]) => column));
  return { columns, keys, file };
}
