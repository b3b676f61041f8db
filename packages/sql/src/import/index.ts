export { importSql } from './import-sql.ts';
export type { ImportedInput, ImportedSql, ImportNote } from './imported-sql.ts';
export { sourceDialects, traitsOf, type SourceDialect } from './source-dialect.ts';
