export * from './quote.ts';
export * from './jail.ts';
export * from './locked-instance.ts';
export * from './tenant-instance.ts';
export * from './open-tenant-instance.ts';
export * from './open-file-reader.ts';
export type { TextBatch, TextChunk, TextRow } from './text-rows.ts';
export { duckdbParser, type DuckDbParser } from './parser.ts';
