export { importSql } from './import-sql.ts';
export type { ImportedInput, ImportedSql, ImportNote } from './imported-sql.ts';
export { traitsOf } from './source-dialect.ts';
