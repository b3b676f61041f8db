export * from './driver.ts';
export { embeddedDirectory } from './connect.ts';
export type { LookupSession } from './session.ts';
export type { ColumnSpec, RoleSpec, SchemaSpec, TableSpec } from './specs.ts';
export type * from './values.ts';
