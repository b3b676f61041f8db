export * from './driver.ts';
export * from './analytics-session.ts';
export * from './catalog-file.ts';
export * from './lower.ts';
export { duckdbType } from './column-types.ts';
export { refreshStatements, type RefreshSpec } from './refresh.ts';
