/** The kinds of resources that this driver makes. */
export const roleKind = 'lookup.role';
export const schemaKind = 'lookup.schema';
export const tableKind = 'lookup.table';
export const controlKind = 'lookup.control';
export const controlAccessKind = 'lookup.control_access';

/** Name of a table resource. Our names hold no dot. */
export function tableName(schema: string, table: string): string {
  return `${schema}.${table}`;
}
